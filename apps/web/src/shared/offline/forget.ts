import { wipeSettled } from './answer-log.js';
import { dropPapersExcept } from './device-store.js';

/**
 * On sign-out: no paper stays on this device, and no answer that the server has. Answers that are not uploaded yet stay under their
 * owner's key: slot and option numbers without a question, which only his next sign-in brings up (law A39).
 */
export async function forgetPerson(owner: string): Promise<void> {
  await Promise.allSettled([dropPapersExcept(null), wipeSettled(owner)]);
}

/** On sign-in: what somebody else left behind without signing out goes. */
export async function forgetOthers(owner: string): Promise<void> {
  await Promise.allSettled([dropPapersExcept(owner)]);
}
