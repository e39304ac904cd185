import type { ExamSession } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Status } from '../../shared/ui/index.js';
import type { StatusKind } from '../../shared/ui/index.js';
import { examWord as t } from './exam-words.js';

const kinds: Record<ExamSession['phase'], StatusKind> = {
  draft: 'none',
  upcoming: 'none',
  open: 'due',
  closed: 'pass',
  cancelled: 'exempt',
};

/** Where an exam stands. */
export function PhaseStatus({ phase }: { readonly phase: ExamSession['phase'] }) {
  return <Status kind={kinds[phase]}>{t(`phase.${phase}`)}</Status>;
}

interface ExamWindow {
  readonly opensAt?: string | null | undefined;
  readonly closesAt?: string | null | undefined;
}

/** When an exam can be taken. */
export function windowText(exam: ExamWindow): string {
  const parts = [
    ...(exam.opensAt ? [t('window.from', { from: dateTimeText(exam.opensAt) })] : []),
    ...(exam.closesAt ? [t('window.to', { to: dateTimeText(exam.closesAt) })] : []),
  ];
  return parts.join('，') || t('window.always');
}
