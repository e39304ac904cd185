import { Button } from 'antd';
import { FileStack, Printer } from 'lucide-react';
import { Bar } from '../../../shared/ui/index.js';
import type { Progress } from './papers-page.js';
import { papersText as t } from './text.js';

interface PaperDeedsProps {
  /** Papers that are not void. */
  readonly papers: number;
  readonly progress: Progress | null;
  readonly onCollect: () => void;
  readonly onPrint: () => void;
}

export function PaperDeeds({ papers, progress, onCollect, onPrint }: PaperDeedsProps) {
  if (progress) {
    const label = t('print.busy', { done: progress.done, all: progress.all });
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
        <Button icon={<FileStack size={16} aria-hidden />} onClick={onCollect}>
          {t('collect', { n: papers })}
        </Button>
      ) : null}
      <Button type="primary" icon={<Printer size={16} aria-hidden />} onClick={onPrint}>
        {t('print')}
      </Button>
    </>
  );
}
