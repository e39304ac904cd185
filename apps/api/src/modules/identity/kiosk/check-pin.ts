import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { SignInRepository } from '../sessions/sign-in.repository.js';
import { waitSeconds } from '../sessions/throttle.js';

/** Compares PINs at shared devices. Failures count by (person, device) and by device: nobody is locked out elsewhere (law A28). */
@Injectable()
export class CheckPin {
  constructor(
    private readonly signIns: SignInRepository,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** `pinHash` null: nobody, or nobody with a PIN; that takes as long and counts the same. */
  async execute(who: string, source: string, pinHash: string | null, pin: string): Promise<boolean> {
    await this.requireTurn(who, source);
    return this.hasher.inTurn(async () => {
      // Again, and counted before the next one's turn: a hundred attempts at once are not a hundred free ones.
      await this.requireTurn(who, source);
      if (await this.hasher.verify(pinHash, pin)) return true;
      await this.signIns.addFailure(who, source);
      return false;
    });
  }

  async requireTurn(who: string, source: string): Promise<void> {
    const seconds = waitSeconds(await this.signIns.failures(who, source), this.clock.now().getTime());
    if (seconds > 0) throw new DomainError('kiosk-throttled', { seconds });
  }
}
