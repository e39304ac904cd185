import { Button } from 'antd';
import { Download, Printer } from 'lucide-react';
import { Bar } from '../../../shared/ui/index.js';
import type { Progress } from './papers-page.js';
import { papersText as t } from './text.js';

interface PaperDeedsProps {
  readonly papers: number;
  /** Who has not started. */
  readonly people: number;
  readonly progress: Progress | null;
  readonly onDownload: () => void;
  readonly onPrint: () => void;
}

export function PaperDeeds({ papers, people, progress, onDownload, onPrint }: PaperDeedsProps) {
  if (progress) {
    const label = t(progress.kind === 'print' ? 'print.busy' : 'download.busy', {
      done: progress.done,
      all: progress.all,
    });
    return (
      <div role="status" style={{ minWidth: 220 }}>
        <span>{label}</span>
        <Bar n={progress.done} of={progress.all} label={label} />
      </div>
    );
  }
  return (
    <>
      {papers > 0 ? (
        <Button icon={<Download size={16} aria-hidden />} onClick={onDownload}>
          {t('download', { n: papers })}
        </Button>
      ) : null}
      <Button type="primary" icon={<Printer size={16} aria-hidden />} disabled={people === 0} onClick={onPrint}>
        {people === 0 ? t('print.nobody') : t('print', { n: people })}
      </Button>
    </>
  );
}
