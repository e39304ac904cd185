import { BookOpen } from 'lucide-react';
import { Link } from 'react-router';
import type { AttemptResult, ResultSlot } from '../../shared/api/types.js';
import { ButtonLink, Empty, Picture, StatusShape, TopBar } from '../../shared/ui/index.js';
import { useResultText } from './messages.js';
import { addressOfSection, wrongQuestions, wrongWords } from './outcome.js';
import style from './wrong.module.css';

/** What was wrong, why, by which clause, and where the handbook says it. */
export function WrongQuestions({ result }: { result: AttemptResult }) {
  const t = useResultText();
  const wrong = wrongQuestions(result.slots);
  const words = wrongWords(wrong);
  const back = `/exam/${result.attemptId}/result`;
  return (
    <>
      <TopBar title={t(`title.${words.kind}`, { n: words.n })} backTo={back} />
      <main className={style['main']}>
        {wrong.length === 0 ? <Empty>{t('allRight')}</Empty> : null}
        {words.kind === 'notRight' ? <p className="mut">{t('notRightOf', words)}</p> : null}
        {wrong.map((slot) => (
          <Question key={slot.slot} slot={slot} />
        ))}
        <ButtonLink big block to={back}>
          {t('back')}
        </ButtonLink>
      </main>
    </>
  );
}

function Question({ slot }: { slot: ResultSlot }) {
  const t = useResultText();
  return (
    <article className={`card ${style['question']}`}>
      <h2>
        <small>{t('questionNo', { n: slot.slot })}</small>
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
      {slot.sections.map((section) => (
        <Link key={`${section.postId}-${section.sectionKey}`} className={style['link']} to={addressOfSection(section)}>
          <BookOpen size={20} strokeWidth={1.75} aria-hidden />
          {t('section', { title: section.title })}
        </Link>
      ))}
    </article>
  );
}
