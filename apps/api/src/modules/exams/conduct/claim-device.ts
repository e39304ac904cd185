import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Notices } from '../../../platform/live/notices.js';
import type { AttemptRow } from '../attempts/attempt.entity.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { isElsewhere } from '../attempts/attempt.js';
import { attemptTopic, boardTopic } from './topics.js';

/**
 * One live device per attempt: the device that asks gets it when nobody has it, when it has it already, or when it says that it
 * takes over; the one before is told. A session that allows several devices binds none.
 */
@Injectable()
export class ClaimDevice {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly notices: Notices,
  ) {}

  async execute(
    tx: Tx,
    found: AttemptRow,
    oneDevice: boolean,
    claim: { readonly device: string | null; readonly takeOver: boolean },
    now: Date,
  ): Promise<AttemptRow> {
    const { device } = claim;
    if (!oneDevice || device === null || found.deviceId === device) return found;
    const attempt = await this.attempts.lock(tx, found.id);
    if (!attempt || attempt.status !== 'open' || attempt.deviceId === device) return attempt ?? found;
    if (isElsewhere(attempt, device) && !claim.takeOver)
      throw new DomainError('attempt-on-other-device', { since: attempt.deviceSince?.toISOString() ?? null });
    await this.attempts.setDevice(tx, attempt.id, device, now);
    const { kiosk } = tx.ctx;
    await this.attempts.log(tx, attempt.id, 'device-changed', now, {
      from: attempt.deviceId,
      to: device,
      ...(kiosk ? { kiosk: kiosk.id, entry: kiosk.entry } : {}),
    });
    await this.notices.publish(tx, attemptTopic(attempt.id));
    await this.notices.publish(tx, boardTopic(attempt.sessionId));
    return { ...attempt, deviceId: device, deviceSince: now, revision: attempt.revision + 1 };
  }
}
