import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { SignInRepository } from '../sessions/sign-in.repository.js';
import { waitSeconds } from '../sessions/throttle.js';
import { PasswordHasher } from './password-hasher.js';
import { passwordFaults } from './password-rules.js';

/** A person changes his own password; his other sessions end. */
@Injectable()
export class ChangePassword {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly signIns: SignInRepository,
    private readonly endSessions: EndSessions,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, given: { currentPassword: string; newPassword: string }): Promise<void> {
    const { accountId, sessionId } = ctx.account;
    const { account, owner } = await this.uow.read(Ctx.system('change-password', ctx.requestId), async (tx) => ({
      account: await this.accounts.find(tx, accountId),
      owner: await this.accounts.passwordOwner(tx, accountId),
    }));
    if (!account) throw new DomainError('not-signed-in');
    await this.requireCurrent(accountId, account.login, account.password_hash, given.currentPassword);
    this.requireGood(given, passwordFaults(this.config.PASSWORD_PROFILE, given.newPassword, owner));
    const hash = await this.hasher.hash(given.newPassword);
    await this.uow.run(ctx, async (tx) => {
      if (!(await this.accounts.lockUnchanged(tx, accountId, account.password_hash)))
        throw new DomainError('not-signed-in');
      await this.accounts.setPassword(tx, accountId, hash, this.clock.now(), { temporary: false });
      await this.endSessions.of(tx, accountId, sessionId);
      await this.audit.append(tx, {
        action: 'identity.password.change',
        subject: { type: 'account', id: accountId },
        organisationId: await this.accounts.homeOrganisation(tx, accountId),
      });
    });
  }

  /** Whoever finds an open session must not be able to guess the password through it. */
  private async requireCurrent(accountId: string, login: string, hash: string, password: string): Promise<void> {
    const source = `account:${accountId}`;
    await this.hasher.inTurn(async () => {
      const seconds = waitSeconds(await this.signIns.failures(login, source), this.clock.now().getTime());
      if (seconds > 0) throw new DomainError('sign-in-throttled', { seconds });
      if (await this.hasher.verify(hash, password)) return;
      await this.signIns.addFailure(login, source);
      throw new DomainError('current-password-wrong', {}, [
        { pointer: '/currentPassword', code: 'wrong', message: '原密码不对' },
      ]);
    });
  }

  private requireGood(
    given: { currentPassword: string; newPassword: string },
    faults: readonly { code: string; message: string }[],
  ): void {
    const same = given.currentPassword.normalize('NFC') === given.newPassword.normalize('NFC');
    const all = same ? [{ code: 'same', message: '和原来的一样' }, ...faults] : faults;
    const [first] = all;
    if (!first) return;
    throw new DomainError(
      'password-refused',
      { reason: first.message },
      all.map(({ code, message }) => ({ pointer: '/newPassword', code, message })),
    );
  }
}
