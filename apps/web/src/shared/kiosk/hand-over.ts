import { api } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { pendingAttempts } from '../offline/answer-log.js';
import { forgetDeviceId } from '../offline/device-store.js';
import { forgetPerson } from '../offline/forget.js';
import { isKioskBrowser, markKioskBrowser } from './kiosk-browser.js';

/**
 * Makes a shared device ready for the next person: ends the session and empties what the browser stores of this one, then loads
 * the page anew, so that memory and history hold nothing either. An answer that the server does not have yet is worth more than
 * the next person's time: then nothing is done, and the number of those answers is returned. Throws when there is no network.
 */
export async function handOver(owner: string): Promise<number> {
  const pending = await unsentAnswers(owner);
  if (pending > 0) return pending;
  try {
    await api.delete('/sessions/current');
  } catch (error) {
    if (!(error instanceof Problem && error.status === 401)) throw error;
  }
  await forgetPerson(owner);
  await forgetDeviceId();
  emptyStorage();
  location.replace('/kiosk');
  return 0;
}

/** Answers of `owner` on this device that the server has not confirmed; 0 when the browser does not store. */
export async function unsentAnswers(owner: string): Promise<number> {
  try {
    return (await pendingAttempts(owner)).reduce((sum, { pending }) => sum + pending, 0);
  } catch {
    return 0;
  }
}

function emptyStorage(): void {
  const kiosk = isKioskBrowser();
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // A browser without storage has nothing to empty.
  }
  markKioskBrowser(kiosk);
}
