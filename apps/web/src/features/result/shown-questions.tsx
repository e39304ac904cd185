import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSignedIn } from '../../shared/api/session.js';
import type { AttemptResult, ResultSlot } from '../../shared/api/types.js';
import { ButtonLink, Empty, Picture, Status, StatusShape, TopBar } from '../../shared/ui/index.js';
import { useResultText } from './messages.js';
import { addressOfSection, wrongQuestions, wrongWords } from './outcome.js';
import style from './shown.module.css';

interface ShownProps {
  result: AttemptResult;
}

/** What was wrong, why, by which clause, and where the handbook says it. */
export function WrongQuestions({ result }: ShownProps) {
  const t = useResultText();
  const wrong = wrongQuestions(result.slots);
  const words = wrongWords(wrong);
  return (
    <Shown result={result} title={t(`title.${words.kind}`, { n: words.n })}>
      {wrong.length === 0 ? <Empty>{t('allRight')}</Empty> : null}
      {words.kind === 'notRight' ? <p className="mut">{t('notRightOf', words)}</p> : null}
      {wrong.map((slot) => (
        <Question key={slot.slot} slot={slot} />
      ))}
    </Shown>
  );
}

/** The whole paper, where the disclosure policy shows it: what was right has its explanation too. */
export function AllQuestions({ result }: ShownProps) {
  const t = useResultText();
  return (
    <Shown result={result} title={t('allTitle', { n: result.slots.length })}>
      {result.slots.map((slot) => (
        <Question key={slot.slot} slot={slot} marked />
      ))}
    </Shown>
  );
}

function Shown({ result, title, children }: ShownProps & { title: string; children: ReactNode }) {
  const t = useResultText();
  const back = `/exam/${result.attemptId}/result`;
  return (
    <>
      <TopBar title={title} backTo={back} />
      <main className={style['main']}>
        {children}
        <ButtonLink big block to={back}>
          {t('back')}
        </ButtonLink>
      </main>
    </>
  );
}

/** Right, wrong or voided; what was left empty says so itself. */
function Mark({ slot }: { slot: ResultSlot }) {
  const t = useResultText();
  if (slot.voided !== null) return <Status kind="exempt">{t('wasVoided')}</Status>;
  if (slot.correct) return <Status kind="pass">{t('wasRight')}</Status>;
  return slot.choice.length > 0 ? <Status kind="stop">{t('wasWrong')}</Status> : null;
}

function Question({ slot, marked = false }: { slot: ResultSlot; marked?: boolean }) {
  const t = useResultText();
  // A shared device opens no handbook.
  const shared = useSignedIn().kiosk !== null;
  return (
    <article className={`card ${style['question']}`}>
      <h2>
        <small>
          {t('questionNo', { n: slot.slot })}
          {marked ? <Mark slot={slot} /> : null}
        </small>
        {slot.stem}
      </h2>
      {slot.picture ? <Picture picture={slot.picture} /> : null}
      <ul>
        {slot.options.map((option, index) => {
          const right = slot.key.includes(option.id);
          const mine = slot.choice.includes(option.id);
          return (
            <li key={option.id} className={right ? style['right'] : mine ? style['mine'] : ''}>
              <span className={style['letter']}>{String.fromCharCode(65 + index)}</span>
              <span className="grow">
                {option.text}
                {option.picture ? <Picture picture={option.picture} small /> : null}
              </span>
              {right || mine ? (
                <span className={style['mark']}>
                  <StatusShape kind={right ? 'pass' : 'stop'} size={16} />
                  {[mine ? t('yours') : '', right ? t('key') : ''].filter(Boolean).join(' · ')}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {slot.choice.length === 0 ? <p className="mut">{t('nothingChosen')}</p> : null}
      {slot.explanation ? (
        <p className={style['why']}>
          <b>{t('explanation')}</b>
          {slot.explanation}
        </p>
      ) : null}
      {slot.sourceClause ? (
        <p className={style['why']}>
          <b>{t('clause')}</b>
          {slot.sourceClause}
        </p>
      ) : null}
      {(shared ? [] : slot.sections).map((section) => (
        <Link key={`${section.postId}-${section.sectionKey}`} className={style['link']} to={addressOfSection(section)}>
          <BookOpen size={20} strokeWidth={1.75} aria-hidden />
          {t('section', { title: section.title })}
        </Link>
      ))}
    </article>
  );
}
