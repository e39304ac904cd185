import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { normaliseLogin } from '../accounts/login.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { passwordExpired } from '../passwords/password-rules.js';
import { SessionEntity } from './session.entity.js';
import { hashToken, isToken, newToken } from './session-token.js';
import { SignInRepository, type SignInAccount } from './sign-in.repository.js';
import { PAIR_FREE, sourceOf, waitSeconds } from './throttle.js';

export interface SignInRequest {
  readonly account: string;
  readonly password: string;
  /** The peer's address; X-Forwarded-For counts only behind a proxy named in TRUST_PROXY. */
  readonly ip: string;
  readonly device: string | undefined;
  readonly userAgent: string | undefined;
}

export interface NewSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly device: string;
  /** The new session's own context, for reading what it may see. */
  readonly ctx: Ctx;
}

/** Where failures are counted: the address, or the device when the account knows it (its own failures count, others' do not). */
interface Source {
  readonly key: string;
  readonly knownDevice: boolean;
  /** The browser's device token when we gave it out; several people may share one browser. */
  readonly device: string | null;
}

@Injectable()
export class SignIn {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly signIns: SignInRepository,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The same answer after the same work for an unknown account, a wrong password and a disabled account. */
  async execute(ctx: Ctx, request: SignInRequest): Promise<NewSession> {
    const login = normaliseLogin(request.account);
    const account = await this.uow.read(Ctx.system('sign-in', ctx.requestId), (tx) =>
      this.signIns.findAccount(tx, login),
    );
    const source = await this.sourceOf(account, request);
    await this.requireTurn(login, source);
    const right = await this.hasher.inTurn(async () => {
      // Again, and counted before the next one's turn: a hundred attempts at once are not a hundred free ones.
      await this.requireTurn(login, source);
      const matches = await this.hasher.verify(account?.password_hash ?? null, request.password);
      if (matches && account?.status === 'active') return true;
      await this.signIns.addFailure(login, source.key);
      return false;
    });
    if (!right || !account) {
      await this.reportRepeatedFailure(ctx, login, source, account);
      throw new DomainError('wrong-credentials');
    }
    return this.open(ctx, account, login, source, request);
  }

  private async sourceOf(account: SignInAccount | null, request: SignInRequest): Promise<Source> {
    const token = isToken(request.device) ? request.device : null;
    const standing =
      token === null ? 'unknown' : await this.signIns.deviceStanding(account?.id ?? null, hashToken(token));
    const device = standing === 'unknown' ? null : token;
    return token !== null && standing === 'own'
      ? { key: `device:${hashToken(token)}`, knownDevice: true, device }
      : { key: sourceOf(request.ip), knownDevice: false, device };
  }

  private async requireTurn(login: string, source: Source): Promise<void> {
    const failures = await this.signIns.failures(login, source.key);
    const seconds = waitSeconds(source.knownDevice ? { ...failures, source: 0 } : failures, this.clock.now().getTime());
    if (seconds > 0) throw new DomainError('sign-in-throttled', { seconds });
  }

  private async reportRepeatedFailure(
    ctx: Ctx,
    login: string,
    source: Source,
    account: SignInAccount | null,
  ): Promise<void> {
    const { pair } = await this.signIns.failures(login, source.key);
    if (pair < PAIR_FREE) return;
    await this.uow.run(Ctx.system('登录', ctx.requestId), async (tx) => {
      await this.audit.append(tx, {
        action: 'identity.session.refuse',
        subject: { type: 'account', id: account?.id ?? 'unknown' },
        organisationId: account ? await this.accounts.homeOrganisation(tx, account.id) : null,
        detail: { source: source.knownDevice ? 'known-device' : source.key, failures: pair },
      });
    });
  }

  private async open(
    before: Ctx,
    account: SignInAccount,
    login: string,
    source: Source,
    request: SignInRequest,
  ): Promise<NewSession> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.SESSION_HOURS * 3_600_000);
    const token = newToken();
    const device = source.device ?? newToken();
    const sessionId = uuidv7();
    const mustChangePassword =
      account.must_change_password || passwordExpired(this.config.PASSWORD_PROFILE, account.password_changed_at, now);
    const grants = await this.uow.read(Ctx.system('sign-in', before.requestId), (tx) =>
      this.accounts.grantsOf(tx, account.id),
    );
    const ctx = new Ctx(
      {
        kind: 'account',
        accountId: account.id,
        personId: account.person_id,
        name: account.display_name,
        sessionId,
        mustChangePassword,
        grants,
      },
      before.requestId,
    );
    await this.uow.run(ctx, async (tx) => {
      // Taken again under lock: the account may have been disabled, or its password changed, while the password was verified.
      if (!(await this.accounts.lockUnchanged(tx, account.id, account.password_hash)))
        throw new DomainError('wrong-credentials');
      await tx.repository(SessionEntity).insert({
        id: sessionId,
        accountId: account.id,
        tokenHash: hashToken(token),
        createdAt: now,
        expiresAt,
        lastSeenAt: now,
        revokedAt: null,
        userAgent: request.userAgent?.slice(0, 200) ?? null,
        kioskId: null,
        kioskEntry: null,
      });
      await this.accounts.noteSignIn(tx, account.id, now, mustChangePassword);
      await this.signIns.rememberDevice(tx, account.id, hashToken(device));
      await this.signIns.clearFailures(tx, login, source.key);
      await this.audit.append(tx, {
        action: 'identity.session.create',
        subject: { type: 'account', id: account.id },
        organisationId: await this.accounts.homeOrganisation(tx, account.id),
      });
    });
    return { token, expiresAt, device, ctx };
  }
}
