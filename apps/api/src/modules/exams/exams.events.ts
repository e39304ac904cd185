import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/events.js';

/** An attempt has its grade (also a new grade after a re-grade). Ids and results only: payloads carry no personal data. */
export const attemptGraded = defineEvent(
  'exams.attempt-graded',
  z.object({
    attemptId: z.uuid(),
    examSessionId: z.uuid(),
    personId: z.uuid(),
    purpose: z.enum(['formal', 'self_test']),
    passed: z.boolean(),
    scoreHundredths: z.number().int(),
    maxHundredths: z.number().int(),
    endedAt: z.iso.datetime(),
  }),
);
export type AttemptGraded = z.infer<typeof attemptGraded.schema>;
