import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { dateTimeText } from '../../../shared/time/format.js';
import { Status } from '../../../shared/ui/index.js';
import { RefusalNote } from '../../office-kit/load-error.js';
import { FINDINGS, reviewFinding, type Finding, type FindingReview as Review } from './api.js';
import { integrityText as t } from './text.js';

/** What somebody made of it; or where he says so. */
export function FindingReview({ finding, mayReview }: { readonly finding: Finding; readonly mayReview: boolean }) {
  const { review } = finding;
  const [changing, setChanging] = useState(false);
  const open = mayReview && (changing || !review || review.outdated);
  return (
    <div className="ok-stack">
      {review ? (
        <p className="row ok-gap">
          <Status kind={review.outcome === 'fine' ? 'pass' : 'warn'}>{t(`review.${review.outcome}`)}</Status>
          {review.note ? <span className="of-note">{review.note}</span> : null}
          <span className="ok-dim">{t('review.by', { name: review.byName, at: dateTimeText(review.at) })}</span>
          {mayReview && !open ? (
            <Button size="small" onClick={() => setChanging(true)}>
              {t('review.again')}
            </Button>
          ) : null}
        </p>
      ) : null}
      {review?.outdated ? <Status kind="due">{t('review.outdated')}</Status> : null}
      {finding.standing ? null : <p className="ok-dim">{t('gone')}</p>}
      {open ? <ReviewForm finding={finding} onDone={() => setChanging(false)} cancellable={changing} /> : null}
    </div>
  );
}

interface ReviewFormProps {
  readonly finding: Finding;
  readonly onDone: () => void;
  readonly cancellable: boolean;
}

function ReviewForm({ finding, onDone, cancellable }: ReviewFormProps) {
  const client = useQueryClient();
  const [note, setNote] = useState(finding.review?.note ?? '');
  const [busy, setBusy] = useState<Review['outcome'] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [wanting, setWanting] = useState(false);
  const text = note.trim();
  const save = async (outcome: Review['outcome']): Promise<void> => {
    setWanting(outcome === 'follow-up' && !text);
    if (outcome === 'follow-up' && !text) return;
    setBusy(outcome);
    setError(null);
    try {
      await reviewFinding(finding, { outcome, ...(text ? { note: text } : {}) });
      await client.invalidateQueries({ queryKey: ['office', FINDINGS] });
      onDone();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className="of-review">
      <Input.TextArea
        aria-label={t('review.label')}
        placeholder={t('review.hint')}
        value={note}
        maxLength={500}
        autoSize={{ minRows: 1, maxRows: 6 }}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button loading={busy === 'fine'} disabled={busy !== null} onClick={() => void save('fine')}>
        {t('review.fine')}
      </Button>
      <Button loading={busy === 'follow-up'} disabled={busy !== null} onClick={() => void save('follow-up')}>
        {t('review.follow-up')}
      </Button>
      {cancellable ? (
        <Button type="link" onClick={onDone}>
          {t('review.keep')}
        </Button>
      ) : null}
      {wanting ? (
        <p className="ok-note ok-note-warn" role="alert">
          {t('review.needs')}
        </p>
      ) : null}
      <RefusalNote error={error} />
    </div>
  );
}
