import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ExamTally, scoreGroups, shareOf } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Subscribers } from '../../../platform/outbox/subscribers.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { inForce, type Correction } from '../attempts/corrections.js';
import { attemptGraded } from '../exams.events.js';
import { FlagItems } from '../flags/flag-items.js';
import { gradedItems } from './graded-items.js';
import { ItemStatisticsRepository, type CountedItem } from './item-statistics.repository.js';

const SYSTEM = 'count-items';
const EVERY_MS = 60_000;
const NIGHTLY_MS = 86_400_000;
/** An exam in which people sit all day is counted again after this. */
const RUNNING_MS = 600_000;

/**
 * Counts what the answers of an exam say about its questions, beside the exam and never in its path: each exam by itself, again
 * from its papers whenever there are new grades, so that corrections and voided questions are followed.
 */
@Injectable()
export class CountItems implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly statistics: ItemStatisticsRepository,
    private readonly flags: FlagItems,
    private readonly subscribers: Subscribers,
    private readonly sweepers: Sweepers,
  ) {}

  onModuleInit(): void {
    this.subscribers.register({
      name: 'exams.item-statistics',
      event: attemptGraded,
      handle: (tx, attempt) => this.statistics.markStale(tx, attempt.examSessionId, this.clock.now()),
    });
    this.sweepers.register(SYSTEM, EVERY_MS, async () => void (await this.execute()));
    this.sweepers.register(`${SYSTEM}-missed`, NIGHTLY_MS, () => this.findMissed());
  }

  /** All exams that wait; returns how many were counted. */
  async execute(): Promise<number> {
    await this.uow.run(Ctx.system(SYSTEM), (tx) => this.statistics.markCorrected(tx, this.clock.now()));
    let counted = 0;
    while (await this.next()) counted += 1;
    return counted;
  }

  /** What was graded before there were counts, or while no event was heard. */
  async findMissed(): Promise<void> {
    await this.uow.run(Ctx.system(SYSTEM), (tx) => this.statistics.markMissed(tx, this.clock.now()));
  }

  private next(): Promise<boolean> {
    return this.uow.run(Ctx.system(SYSTEM), async (tx) => {
      const now = this.clock.now();
      const session = await this.statistics.take(tx, new Date(now.getTime() - RUNNING_MS));
      if (!session) return false;
      const before = await this.statistics.itemsOf(tx, session.id);
      const counted = await this.count(tx, session.id, session.corrections);
      await this.statistics.store(tx, session.id, counted, now);
      // Also what is not counted any more: it was voided.
      const versions = new Map([...before, ...counted.items].map((item) => [item.versionId, item]));
      await this.flags.recount(tx, [...versions.values()]);
      return true;
    });
  }

  private async count(
    tx: ReadTx,
    sessionId: string,
    corrections: readonly Correction[],
  ): Promise<{ attempts: number; people: number; items: CountedItem[] }> {
    const shares: number[] = [];
    for await (const batch of this.statistics.attempts(tx, sessionId))
      shares.push(...batch.flatMap((attempt) => shareOf(gradedItems(attempt)) ?? []));
    const tally = new ExamTally(scoreGroups(shares));
    const people = new Set<string>();
    const asked = new Map<string, { readonly questionId: string; readonly people: Set<string> }>();
    let attempts = 0;
    // One that ends between the two readings is in the tally and not in the borders; its event has the exam counted again.
    for await (const batch of this.statistics.attempts(tx, sessionId)) {
      attempts += batch.length;
      for (const attempt of batch) {
        tally.add(gradedItems(attempt));
        people.add(attempt.personId);
        for (const { versionId, questionId } of attempt.slots) {
          const of = asked.get(versionId) ?? { questionId, people: new Set() };
          asked.set(versionId, of);
          of.people.add(attempt.personId);
        }
      }
    }
    const decided = inForce(corrections);
    const items = [...tally.result()].flatMap(([versionId, counted]): CountedItem[] => {
      const correction = decided.get(versionId);
      const of = asked.get(versionId);
      if (!of) return [];
      return [
        {
          versionId,
          questionId: of.questionId,
          correctedKey: correction?.kind === 'key' ? correction.correct : null,
          people: of.people.size,
          tally: counted,
        },
      ];
    });
    return { attempts, people: people.size, items };
  }
}
