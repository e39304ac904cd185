import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/events.js';

/** A person has met the requirement of a plan; once per person and requirement. Ids only: payloads carry no personal data. */
export const requirementMet = defineEvent(
  'training-plans.requirement-met',
  z.object({
    planId: z.uuid(),
    requirementId: z.uuid(),
    personId: z.uuid(),
    attemptId: z.uuid(),
    /** When the exam was passed, not when it became known. */
    metAt: z.iso.datetime(),
    period: z.string(),
  }),
);
export type RequirementMet = z.infer<typeof requirementMet.schema>;

/** A completion is taken back: the exam attempt that it rested on does not pass any more, after a re-grade. */
export const requirementUnmet = defineEvent(
  'training-plans.requirement-unmet',
  z.object({
    planId: z.uuid(),
    requirementId: z.uuid(),
    personId: z.uuid(),
    attemptId: z.uuid(),
  }),
);
export type RequirementUnmet = z.infer<typeof requirementUnmet.schema>;
