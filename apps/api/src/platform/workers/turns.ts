import { DomainError } from '../errors/domain-error.js';

const RETRY_AFTER_S = 10;

/** At most so many at once, and so many that wait; who comes then is asked to come again (contract 23). */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly atMostWaiting: number,
  ) {}

  /** @throws DomainError `service-busy` when too many wait already */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else {
      if (this.waiting.length >= this.atMostWaiting) throw new DomainError('service-busy', { seconds: RETRY_AFTER_S });
      await new Promise<void>((resolve) => void this.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The turn is handed on, not given back, so that nobody slips in between.
      if (next) next();
      else this.running -= 1;
    }
  }
}
