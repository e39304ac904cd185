import { networkProblem } from '../../shared/api/problem.js';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import type { AttemptWatch } from './attempt-state.js';
import type { NoticeChannel } from './notice-channel.js';

/**
 * The end by the clock. A phone that heard nothing for a while may not know of added time or of a pause, so what the clock started
 * goes out only on the server's word; what a person asked for needs none.
 */
export class TimeEnd {
  private deadline: string | null = null;
  private tried = false;

  constructor(
    private readonly watch: AttemptWatch,
    private readonly clock: Pick<ServerClock, 'now'>,
    private readonly channel: () => Pick<NoticeChannel, 'fresh' | 'check'>,
    private readonly online: () => boolean = () => navigator.onLine,
  ) {}

  /** The clock is at zero for the deadline that is known now. */
  reached(): void {
    this.deadline = this.watch.state().deadline;
    this.tried = false;
  }

  /**
   * Resolves when handing in is right. Rejects with the code `withdrawn` when time was added meanwhile, and as a lost network when
   * the server could not be asked: both are for the queue to act on.
   */
  async confirm(): Promise<void> {
    if (this.deadline === null) return;
    const trusted = !this.tried && this.channel().fresh && this.online();
    this.tried = true;
    if (!trusted && !(await this.channel().check())) throw networkProblem();
    const { deadline, status } = this.watch.state();
    const now = this.clock.now();
    const over = deadline === this.deadline || now === null || Date.parse(deadline) <= now;
    if (over && status !== 'paused') return;
    this.deadline = null;
    throw Object.assign(new Error('time was added'), { status: 0, code: 'withdrawn' });
  }
}
