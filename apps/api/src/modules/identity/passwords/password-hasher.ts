import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../../platform/errors/domain-error.js';

/** OWASP's least for argon2id (algorithm 2): 19 MiB, two passes, one lane. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Two at once keep two cores busy; each takes 19 MiB and one of libuv's four threads, which files and DNS need too. */
const AT_ONCE = 2;
const WAITING_AT_MOST = 1000;

/** Well-formed, and no password gives it: verifying against it takes as long as against a real one. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$emhpYW4tbm9ib2R5LTAxMg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** argon2id with bounded concurrency, so that a stampede at the start of an exam waits in line instead of eating the memory. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  /** People at the door go before batches of new accounts. */
  private readonly waiting = { first: [] as (() => void)[], later: [] as (() => void)[] };

  /** A password as it is hashed: NFC, so that the same characters typed on another system are the same; nothing cut off. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFC'), OPTIONS), 'later');
  }

  /** Null stands for «no such account» and takes the same time. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const right = await verify(stored ?? NOBODY, password.normalize('NFC'));
    return stored !== null && right;
  }

  /** Runs work that hashes when it is its turn. Throws service-busy when the line is too long. */
  async inTurn<T>(work: () => Promise<T>, when: 'first' | 'later' = 'first'): Promise<T> {
    if (this.running < AT_ONCE) this.running += 1;
    else {
      const line = this.waiting[when];
      if (line.length >= WAITING_AT_MOST) throw new DomainError('service-busy', { seconds: 10 });
      await new Promise<void>((go) => line.push(go));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.first.shift() ?? this.waiting.later.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
