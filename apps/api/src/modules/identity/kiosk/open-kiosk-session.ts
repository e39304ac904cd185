import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx, type KioskEntry } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { SessionEntity } from '../sessions/session.entity.js';
import { hashToken, newToken } from '../sessions/session-token.js';
import { SignInRepository } from '../sessions/sign-in.repository.js';
import { KioskRepository, type LiveKiosk } from './kiosk.repository.js';

/** Longer than any exam with its extensions; whoever is gone is signed out much sooner. */
const SESSION_MS = 6 * 3_600_000;

export interface KioskSession {
  readonly token: string;
  /** The new session's own context, for reading what it may see. */
  readonly ctx: Ctx;
}

/** Somebody who has shown at a device who he is. */
export interface KnownAtKiosk {
  readonly personId: string;
  readonly accountId: string;
  readonly name: string;
  readonly entry: KioskEntry;
  /** Takes under lock what he has shown; refuses when it has changed since it was looked at. */
  readonly confirm: (tx: Tx) => Promise<void>;
}

/** What failures at a device are counted under. */
export const sourceOfKiosk = (device: Pick<LiveKiosk, 'id'>): string => `kiosk:${device.id}`;

/** A session of one person on a shared device; it ends the one before. */
@Injectable()
export class OpenKioskSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly kiosks: KioskRepository,
    private readonly accounts: AccountRepository,
    private readonly signIns: SignInRepository,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(
    requestId: string,
    device: LiveKiosk,
    who: KnownAtKiosk,
    userAgent: string | undefined,
  ): Promise<KioskSession> {
    const { accountId, personId, name, entry } = who;
    const now = this.clock.now();
    const token = newToken();
    const sessionId = uuidv7();
    const kiosk = { id: device.id, examSessionId: device.exam_session_id, entry };
    const ctx = new Ctx(
      { kind: 'account', accountId, personId, name, sessionId, mustChangePassword: false, grants: [], kiosk },
      requestId,
    );
    await this.uow.run(ctx, async (tx) => {
      await who.confirm(tx);
      if (!(await this.kiosks.lockLive(tx, device.id))) throw new DomainError('kiosk-not-paired');
      // One person at a time: whoever walked away without signing out is signed out now.
      await this.endSessions.atKiosk(tx, device.id);
      await tx.repository(SessionEntity).insert({
        id: sessionId,
        accountId,
        tokenHash: hashToken(token),
        createdAt: now,
        expiresAt: new Date(now.getTime() + SESSION_MS),
        lastSeenAt: now,
        revokedAt: null,
        userAgent: userAgent?.slice(0, 200) ?? null,
        kioskId: device.id,
        kioskEntry: entry,
      });
      await this.kiosks.noteUse(tx, device);
      await this.signIns.clearFailures(tx, personId, sourceOfKiosk(device));
      await this.audit.append(tx, {
        action: 'identity.session.create',
        subject: { type: 'account', id: accountId },
        organisationId: await this.accounts.homeOrganisation(tx, accountId),
        detail: { kiosk: device.id, entry },
      });
    });
    return { token, ctx };
  }
}
