import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';

/** Work that must happen because time has passed. Every run looks at the database, so missing one loses nothing. */
@Injectable()
export class Sweepers implements BeforeApplicationShutdown {
  private readonly logger = new Logger('sweeper');
  private readonly planned: { name: string; everyMs: number; run: () => Promise<void> }[] = [];
  private timers: NodeJS.Timeout[] = [];
  private readonly busy = new Map<string, Promise<void>>();

  /** Registered in onModuleInit; runs in the worker only. Several workers may run it at once: take rows with SKIP LOCKED. */
  register(name: string, everyMs: number, run: () => Promise<void>): void {
    this.planned.push({ name, everyMs, run });
  }

  start(): void {
    this.timers = this.planned.map((sweeper) => setInterval(() => this.once(sweeper), sweeper.everyMs));
    for (const sweeper of this.planned) this.once(sweeper);
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.busy.values());
  }

  private once(sweeper: { name: string; run: () => Promise<void> }): void {
    if (this.busy.has(sweeper.name)) return;
    const round = sweeper
      .run()
      .catch((error: unknown) =>
        this.logger.warn(`${sweeper.name} will try again: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => this.busy.delete(sweeper.name));
    this.busy.set(sweeper.name, round);
  }
}
