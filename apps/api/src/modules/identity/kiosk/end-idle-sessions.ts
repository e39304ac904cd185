import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { KioskExams } from './kiosk-exams.js';

/** The page itself signs out after three and a half minutes without a touch, and tells of touches at least every other minute. */
const IDLE_MS = 5 * 60_000;
const EVERY_MS = 30_000;
const AT_ONCE = 200;

interface IdleSession {
  id: string;
  account_id: string;
  person_id: string;
  kiosk_id: string;
}

/**
 * Ends sessions at shared devices from which nothing was heard: the browser was killed, the tablet fell asleep, the line is down,
 * so the page could not sign out. Not while an exam of that person is open, where silence is thinking or a bad line.
 */
@Injectable()
export class EndIdleSessions implements OnModuleInit {
  constructor(
    private readonly sweepers: Sweepers,
    private readonly uow: UnitOfWork,
    private readonly exams: KioskExams,
    private readonly accounts: AccountRepository,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('identity.kiosk-idle', EVERY_MS, () => this.execute());
  }

  async execute(): Promise<void> {
    const now = this.clock.now();
    await this.uow.run(Ctx.system('共用设备'), async (tx) => {
      const idle = await tx.query<IdleSession>(
        `SELECT s.id, s.account_id, a.person_id, s.kiosk_id FROM session s JOIN account a ON a.id = s.account_id
         WHERE s.kiosk_id IS NOT NULL AND s.revoked_at IS NULL AND s.expires_at > $1 AND s.last_seen_at < $2
         ORDER BY s.last_seen_at LIMIT ${AT_ONCE} FOR UPDATE OF s SKIP LOCKED`,
        [now, new Date(now.getTime() - IDLE_MS)],
      );
      if (idle.length === 0) return;
      const sitting = new Set(
        await this.exams.sitting(
          tx,
          idle.map(({ person_id: personId }) => personId),
        ),
      );
      for (const session of idle.filter(({ person_id: personId }) => !sitting.has(personId))) {
        await this.endSessions.one(tx, session.account_id, session.id);
        await this.audit.append(tx, {
          action: 'identity.session.end',
          subject: { type: 'account', id: session.account_id },
          organisationId: await this.accounts.homeOrganisation(tx, session.account_id),
          detail: { kiosk: session.kiosk_id, idle: true },
        });
      }
    });
  }
}
