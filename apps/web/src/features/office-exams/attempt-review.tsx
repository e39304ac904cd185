import { Drawer } from 'antd';
import { dateTimeText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import { Status } from '../../shared/ui/index.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useAttemptReview, type AttemptReview as Review } from './results-api.js';
import { resultsText as t } from './results-text.js';

interface AttemptReviewProps {
  readonly attemptId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** One paper as it was handed in, with the key beside it and every grade it has had. */
export function AttemptReview({ attemptId, name, onClose }: AttemptReviewProps) {
  const review = useAttemptReview(attemptId);
  return (
    <Drawer open onClose={onClose} size={760} title={t('review.title', { name })}>
      <p className="mut">{t('review.note')}</p>
      <QueryBlock query={review}>{(found) => <Paper review={found} />}</QueryBlock>
    </Drawer>
  );
}

function Paper({ review }: { readonly review: Review }) {
  return (
    <div className="ok-stack">
      <ul className="oe-people">
        {review.grades.map((grade) => (
          <li key={grade.gradedAt}>
            <b>{t('review.score', { score: pointsText(grade.score), max: pointsText(grade.max) })}</b>{' '}
            <span className="mut">
              {dateTimeText(grade.gradedAt)}{' '}
              {grade.reason === null ? t('review.first') : t('review.regraded', { reason: grade.reason })}
            </span>
          </li>
        ))}
      </ul>
      <ol className="oe-paper">
        {review.slots.map((slot) => (
          <li key={slot.slot}>
            <p>
              <b>{slot.slot}</b> {slot.stem}
            </p>
            <ul>
              {slot.options.map((option) => (
                <li key={option.id}>
                  {option.id} {option.text}
                  {slot.choice.includes(option.id) ? <em>{t('review.chose')}</em> : null}
                  {slot.key.includes(option.id) ? <em className="right">{t('review.key')}</em> : null}
                </li>
              ))}
            </ul>
            <p className="row ok-gap">
              <Verdict slot={slot} />
              <span className="mut">
                {t('review.score', { score: pointsText(slot.awarded), max: pointsText(slot.points) })}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Verdict({ slot }: { readonly slot: Review['slots'][number] }) {
  if (slot.voided) return <Status kind="exempt">{t(`question.voided.${slot.voided}`)}</Status>;
  if (slot.choice.length === 0) return <Status kind="none">{t('review.none')}</Status>;
  return <Status kind={slot.correct ? 'pass' : 'stop'}>{t(slot.correct ? 'review.right' : 'review.wrong')}</Status>;
}
