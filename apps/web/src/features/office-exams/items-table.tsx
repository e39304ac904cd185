import { Link } from 'react-router';
import { shareText } from '../../shared/time/points.js';
import { Bar, Frac } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import type { ExamSummary } from './api.js';
import { examText as t } from './text.js';

/** Questions of the exam, the hardest first. */
export function ItemsTable({ questions }: { readonly questions: ExamSummary['questions'] }) {
  if (questions.length === 0) return <EmptyStart title={t('item.empty')} />;
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={t('tab.items')}>
        <thead>
          <tr>
            <th>{t('item.stem')}</th>
            <th style={{ width: 180 }}>{t('item.share')}</th>
            <th className="n">{t('item.right')}</th>
            <th className="n">{t('item.share')}</th>
          </tr>
        </thead>
        <tbody>
          {questions.map((question) => (
            <tr key={question.questionId}>
              <td>
                <Link className="ok-2" to={`/office/questions?question=${question.questionId}`}>
                  {question.stem}
                </Link>
              </td>
              <td>
                <Bar n={question.right} of={question.drawn} label={t('item.share')} />
              </td>
              <td className="n">
                <Frac n={question.right} of={question.drawn} />
              </td>
              <td className="n">{shareText(question.right, question.drawn) ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
