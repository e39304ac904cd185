import { DomainError } from '../../platform/errors/domain-error.js';
import type { AudienceRule, PlanStatus } from './training-plan.entity.js';

/** draft → active → closed, and no way back: people have trained by an active plan. */
export function requireDraft(status: PlanStatus): void {
  if (status !== 'draft') throw new DomainError('plan-not-draft');
}

export function requireActive(status: PlanStatus): void {
  if (status !== 'active') throw new DomainError('plan-not-active');
}

/** The same rule twice is one rule; order is kept. */
export function distinctRules(rules: readonly AudienceRule[]): AudienceRule[] {
  return [...new Map(rules.map((rule) => [`${rule.kind} ${rule.id} ${rule.field ?? ''}`, rule])).values()];
}

/** Half-open intervals; null is «no end». */
export function overlaps(
  a: { readonly startsOn: string; readonly endsOn: string | null },
  b: { readonly startsOn: string; readonly endsOn: string | null },
): boolean {
  return (b.endsOn === null || a.startsOn < b.endsOn) && (a.endsOn === null || b.startsOn < a.endsOn);
}

/** The end of an excusal that is taken back today: it did hold until yesterday. One that has not begun never holds. */
export function endOfExcusal(startsOn: string, today: string): string {
  return today < startsOn ? startsOn : today;
}
