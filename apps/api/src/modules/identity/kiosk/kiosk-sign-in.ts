import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { SessionEntity } from '../sessions/session.entity.js';
import { hashToken, newToken } from '../sessions/session-token.js';
import { SignInRepository } from '../sessions/sign-in.repository.js';
import { waitSeconds } from '../sessions/throttle.js';
import { KioskRepository, type LiveKiosk, type NamedPerson } from './kiosk.repository.js';
import type { KioskSignInDto } from './kiosk.dto.js';

/** Longer than any exam with its extensions; the device itself ends a session much sooner. */
const SESSION_MS = 6 * 3_600_000;

export interface KioskSession {
  readonly token: string;
  /** The new session's own context, for reading what it may see. */
  readonly ctx: Ctx;
}

/**
 * Name and PIN at a paired device. No list of people is ever shown, and an unknown name, a wrong PIN and a person without a PIN
 * are answered alike. Failures count by (person, device) and by device: nobody is locked out elsewhere (law A28).
 */
@Injectable()
export class KioskSignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly kiosks: KioskRepository,
    private readonly accounts: AccountRepository,
    private readonly signIns: SignInRepository,
    private readonly hasher: PasswordHasher,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(
    ctx: Ctx,
    credential: string | undefined,
    { name, tail, pin }: KioskSignInDto,
    userAgent: string | undefined,
  ): Promise<KioskSession> {
    const tidied = name.normalize('NFKC').trim();
    const { device, people } = await this.uow.read(Ctx.system('共用设备', ctx.requestId), async (tx) => {
      const found = await this.kiosks.require(tx, credential);
      const named = await this.kiosks.named(tx, found.organisation_path, tidied, tail?.toUpperCase() ?? null);
      return { device: found, people: named };
    });
    if (people.length > 1) throw new DomainError('kiosk-name-shared');
    const [person] = people;
    const who = person?.person_id ?? `name:${tidied}`;
    const source = `kiosk:${device.id}`;
    await this.requireTurn(who, source);
    const right = await this.hasher.inTurn(async () => {
      // Again, and counted before the next one's turn: a hundred attempts at once are not a hundred free ones.
      await this.requireTurn(who, source);
      const matches = await this.hasher.verify(person?.pin_hash ?? null, pin);
      if (matches && person?.status === 'active') return true;
      await this.signIns.addFailure(who, source);
      return false;
    });
    if (!right || !person) throw new DomainError('kiosk-credentials-wrong');
    return this.open(ctx, device, person, source, userAgent);
  }

  private async requireTurn(who: string, source: string): Promise<void> {
    const seconds = waitSeconds(await this.signIns.failures(who, source), this.clock.now().getTime());
    if (seconds > 0) throw new DomainError('kiosk-throttled', { seconds });
  }

  private async open(
    before: Ctx,
    device: LiveKiosk,
    person: NamedPerson,
    source: string,
    userAgent: string | undefined,
  ): Promise<KioskSession> {
    const accountId = person.account_id ?? '';
    const now = this.clock.now();
    const token = newToken();
    const sessionId = uuidv7();
    const ctx = new Ctx(
      {
        kind: 'account',
        accountId,
        personId: person.person_id,
        name: person.display_name ?? '',
        sessionId,
        mustChangePassword: false,
        grants: [],
        kiosk: { id: device.id, examSessionId: device.exam_session_id },
      },
      before.requestId,
    );
    await this.uow.run(ctx, async (tx) => {
      // Taken again under lock: PIN, account or device may have changed while the PIN was verified.
      if (!(await this.kiosks.lockUnchanged(tx, person))) throw new DomainError('kiosk-credentials-wrong');
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
      });
      await this.kiosks.noteUse(tx, device);
      await this.signIns.clearFailures(tx, person.person_id, source);
      await this.audit.append(tx, {
        action: 'identity.session.create',
        subject: { type: 'account', id: accountId },
        organisationId: await this.accounts.homeOrganisation(tx, accountId),
        detail: { kiosk: device.id },
      });
    });
    return { token, ctx };
  }
}
