import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { countText, shareText } from '../../shared/time/points.js';
import { Frac, Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { useOffice } from '../office-kit/office-scope.js';
import { questionTypeName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { RegradeDialog } from './regrade-dialog.js';
import { useQuestionResults, type QuestionResult } from './results-api.js';
import { resultsText as t } from './results-text.js';

/** Every question that was asked, the most often wrong first, with what was chosen; and the way to correct one. */
export function QuestionResults({ examId }: { readonly examId: string }) {
  const results = useQuestionResults(examId);
  const { can } = useOffice();
  const [correcting, setCorrecting] = useState<QuestionResult | null>(null);
  return (
    <QueryBlock query={results}>
      {({ items, total }) =>
        items.length === 0 ? (
          <EmptyStart title={t('question.empty')} />
        ) : (
          <>
            {total > items.length ? (
              <p className="ok-pad mut">
                {t('question.more', { n: countText(total), shown: countText(items.length) })}
              </p>
            ) : null}
            <ol className="oe-questions" aria-label={t('tab.questions')}>
              {items.map((question) => (
                <Question
                  key={question.versionId}
                  question={question}
                  onCorrect={can(may.requestRegrades) ? () => setCorrecting(question) : null}
                />
              ))}
            </ol>
            {correcting ? (
              <RegradeDialog examId={examId} question={correcting} onClose={() => setCorrecting(null)} />
            ) : null}
          </>
        )
      }
    </QueryBlock>
  );
}

function Question({
  question,
  onCorrect,
}: {
  readonly question: QuestionResult;
  readonly onCorrect: (() => void) | null;
}) {
  const blank = question.drawn - question.answered;
  return (
    <li>
      <div className="oe-question">
        <span className="ok-dim">{questionTypeName(question.type)}</span>
        <Link to={`/office/questions?question=${question.questionId}`}>{question.stem}</Link>
        <Marks question={question} />
      </div>
      <div className="oe-rate">
        <Frac n={question.right} of={question.drawn} size={20} />
        <span className="mut">{shareText(question.right, question.drawn) ?? '—'}</span>
        {onCorrect ? (
          <Button size="small" onClick={onCorrect}>
            {t('question.correct')}
          </Button>
        ) : null}
      </div>
      <ul className="oe-options" aria-label={t('question.options')}>
        {question.options.map((option) => (
          <li key={option.label} className={option.right ? 'right' : ''}>
            <b>{option.label}</b>
            <span>
              {option.text}
              {option.right ? <em>{t('option.right')}</em> : null}
            </span>
            <i style={{ width: `${question.drawn > 0 ? (option.chosen * 100) / question.drawn : 0}%` }} aria-hidden />
            <span className="n">{t('option.chosen', { n: countText(option.chosen) })}</span>
          </li>
        ))}
        {blank > 0 ? <li className="mut">{t('question.blank', { n: countText(blank) })}</li> : null}
      </ul>
    </li>
  );
}

function Marks({ question }: { readonly question: QuestionResult }) {
  if (question.voided) return <Status kind="exempt">{t(`question.voided.${question.voided}`)}</Status>;
  return question.keyChanged ? <Status kind="warn">{t('question.keyChanged')}</Status> : null;
}
