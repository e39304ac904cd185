import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { isAccessCode } from '../attempts/admission.js';

/** A person mistypes a few times; then each further try costs twice the wait of the one before. */
const FREE = 5;
const WAIT_AT_MOST_S = 60;
const REMEMBERED_AT_MOST = 20_000;

/** 考场口令. Wrong ones are counted per person and session, in this process: four letters must not be found by trying them all. */
@Injectable()
export class AccessCodes {
  private readonly wrong = new Map<string, { count: number; lastAt: number }>();

  require(
    session: { readonly id: string; readonly accessCode: string | null },
    personId: string,
    given: string | null,
    now: Date,
  ): void {
    if (session.accessCode === null) return;
    const key = `${session.id} ${personId}`;
    const before = this.wrong.get(key);
    const wait = before && before.count >= FREE ? Math.min(2 ** (before.count - FREE), WAIT_AT_MOST_S) : 0;
    const seconds = before ? Math.ceil((before.lastAt + wait * 1000 - now.getTime()) / 1000) : 0;
    if (seconds > 0) throw new DomainError('too-many-requests', { seconds });
    if (isAccessCode(session.accessCode, given)) {
      this.wrong.delete(key);
      return;
    }
    if (given) {
      if (this.wrong.size >= REMEMBERED_AT_MOST) this.wrong.clear();
      this.wrong.set(key, { count: (before?.count ?? 0) + 1, lastAt: now.getTime() });
    }
    throw new DomainError('access-code-wrong', {}, [
      {
        pointer: '/accessCode',
        code: given ? 'wrong' : 'required',
        message: given ? '口令不对，看一下考场里公布的口令' : '请输入考场里公布的口令',
      },
    ]);
  }
}
