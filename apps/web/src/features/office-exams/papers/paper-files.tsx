import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { dateTimeText } from '../../../shared/time/format.js';
import { countText } from '../../../shared/time/points.js';
import { Bar } from '../../../shared/ui/index.js';
import { DownloadButton } from '../../office-kit/download.js';
import { RefusalNote } from '../../office-kit/load-error.js';
import { cancelJob, isUnderWay, jobFilePath, jobsKey, usePaperJobs, type PaperJob } from './api.js';
import { papersText as t } from './text.js';

const MIB = 1024 * 1024;

interface PaperFilesProps {
  readonly examId: string;
  /** Of the exam, for the name of a file. */
  readonly title: string;
}

/** Files of many papers: how far they are, and to download once they are done. Those that were given up are not shown. */
export function PaperFiles({ examId, title }: PaperFilesProps) {
  const client = useQueryClient();
  const jobs = usePaperJobs(examId, true);
  const [error, setError] = useState<unknown>(null);
  const shown = (jobs.data ?? []).filter(({ status }) => status !== 'cancelled' && status !== 'expired');
  if (shown.length === 0) return null;
  const cancel = async (job: PaperJob): Promise<void> => {
    setError(null);
    await cancelJob(examId, job.id).catch(setError);
    await client.invalidateQueries({ queryKey: jobsKey(examId) });
  };
  return (
    <section className="ok-card op-files" aria-label={t('files')}>
      <h2>{t('files')}</h2>
      <ul>
        {shown.map((job) => (
          <li key={job.id}>
            {isUnderWay(job) ? (
              <>
                <FileProgress job={job} />
                <Button size="small" onClick={() => void cancel(job)}>
                  {t('files.cancel')}
                </Button>
              </>
            ) : job.status === 'done' ? (
              <>
                <span className="grow">
                  <b>{t('files.done', { n: countText(job.done) })}</b>{' '}
                  <span className="ok-dim">
                    {t('files.made', {
                      by: job.createdBy,
                      at: dateTimeText(job.endedAt ?? job.createdAt),
                      size: sizeText(job),
                    })}
                  </span>
                </span>
                <DownloadButton
                  path={jobFilePath(examId, job.id)}
                  name={t('file', { title })}
                  type="primary"
                  size="small"
                >
                  {t('files.download')}
                </DownloadButton>
              </>
            ) : (
              <span role="alert" className="ok-stop">
                {t('files.failed', { n: countText(job.papers) })}
                {job.failure}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="ok-dim">{t('files.note')}</p>
      <RefusalNote error={error} />
    </section>
  );
}

function FileProgress({ job }: { readonly job: PaperJob }) {
  const label = t(job.status === 'waiting' ? 'files.waiting' : 'files.busy', {
    done: countText(job.done),
    all: countText(job.papers),
  });
  return (
    <div role="status" className="grow">
      <span>{label}</span>
      <Bar n={job.done} of={job.papers} label={label} />
    </div>
  );
}

const sizeText = ({ size }: PaperJob): string =>
  (size ?? 0) < MIB ? `${Math.ceil((size ?? 0) / 1024)} KB` : `${((size ?? 0) / MIB).toFixed(1)} MB`;
