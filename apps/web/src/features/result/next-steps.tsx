import { ChevronRight, LockKeyhole } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { momentText } from '../../shared/time/format.js';
import { useResultText } from './messages.js';
import {
  addressOfSection,
  nextTry,
  sectionToRelearn,
  wrongQuestions,
  wrongWords,
  type ReleasedResult,
} from './outcome.js';
import style from './result.module.css';

/** What to do after a result below the line: look at what was wrong, relearn the section, take it again. */
export function NextSteps({ result }: { result: ReleasedResult }) {
  const t = useResultText();
  const wrong = wrongQuestions(result.slots);
  const words = wrongWords(wrong);
  const section = sectionToRelearn(wrong);
  const [now] = useState(() => Date.now());
  const again = nextTry(result, now);
  const steps: { title: string; how: string; to: string | null }[] = [];
  if (wrong.length > 0) {
    const parts = words.kind === 'notRight' ? [t('notRightOf', words)] : [];
    steps.push({
      title: t(`see.${words.kind}`, { n: words.n }),
      how: [...parts, t('wrongHow')].join(' · '),
      to: '?view=wrong',
    });
  }
  if (section) {
    steps.push({
      title: t('relearn', { title: section.title }),
      how: t(`relearn.${words.kind}`, { of: words.n, n: section.hits }),
      to: addressOfSection(section),
    });
  }
  if (again !== 'never') {
    const when = again === 'now' ? t('againNow') : t('againFrom', { moment: momentText(result.retryAt ?? '') });
    const chances = result.attemptsLeft === null ? t('unlimited') : t('chancesLeft', { n: result.attemptsLeft });
    steps.push({
      title: t(result.purpose === 'self_test' ? 'selfTestAgain' : 'againTitle'),
      how: `${when} · ${chances}`,
      to: again === 'now' ? `/exams/${result.examSessionId}` : null,
    });
  }
  return (
    <>
      <p className={style['say']}>
        {again === 'never' ? (
          <>
            {t('calm')}
            {t(result.attemptsLeft === 0 ? 'noChance' : 'noTryNow')}
          </>
        ) : (
          <>
            {t(section ? 'calmSteps' : wrong.length > 0 ? 'calmOne' : 'calm')}
            {again === 'later' ? <b>{t('againAt', { moment: momentText(result.retryAt ?? '') })}</b> : t('again')}
          </>
        )}
      </p>
      {steps.length > 0 ? (
        <ol className={`card ${style['steps']}`}>
          {steps.map((step, index) => (
            <Step key={step.title} first={index === 0} number={index + 1} to={step.to}>
              <b>{step.title}</b>
              <span>{step.how}</span>
            </Step>
          ))}
        </ol>
      ) : null}
    </>
  );
}

function Step({
  number,
  first,
  to,
  children,
}: {
  number: number;
  first: boolean;
  to: string | null;
  children: ReactNode;
}) {
  const body = (
    <>
      <em>{number}</em>
      <span className="grow">{children}</span>
      {to ? (
        <ChevronRight size={22} className="dim" aria-hidden />
      ) : (
        <LockKeyhole size={20} className="dim" aria-hidden />
      )}
    </>
  );
  return <li className={first ? style['on'] : ''}>{to ? <Link to={to}>{body}</Link> : <div>{body}</div>}</li>;
}
