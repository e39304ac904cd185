import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ComparedPaper } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { gradedItems, type CountedAttempt } from '../statistics/graded-items.js';
import { ItemStatisticsRepository } from '../statistics/item-statistics.repository.js';
import { IntegrityRepository, type Examined } from './integrity.repository.js';
import { PaperComparer } from './paper-comparer.js';
import { deviceSigns, signalSign, similaritySign, speedSign, type Circumstances, type Sign } from './signs.js';

const SYSTEM = 'examine-sessions';
const EVERY_MS = 60_000;
const BATCH = 5;
/** More are not compared pair by pair: four and a half million pairs are half a minute of computing. */
const MOST_COMPARED = 3000;

interface Read {
  readonly papers: number;
  readonly of: ReadonlyMap<string, Circumstances>;
  /** What is seen in one paper alone, or in its device. */
  readonly signs: readonly Sign[];
  /** To be compared with each other; null where there are too many. */
  readonly compared: readonly CountedAttempt[] | null;
}

/**
 * Looks through the ended papers of each exam for what a person should look at, whenever its items were counted anew: so it
 * follows new grades, corrections and voided questions as the item statistics do, and has no part in any score.
 */
@Injectable()
export class ExamineSessions implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly statistics: ItemStatisticsRepository,
    private readonly findings: IntegrityRepository,
    private readonly comparer: PaperComparer,
  ) {}

  onModuleInit(): void {
    this.sweepers.register(SYSTEM, EVERY_MS, async () => {
      while ((await this.execute()) === BATCH);
    });
  }

  /** One batch; returns how many exams were looked through. Nothing is locked while it computes. */
  async execute(): Promise<number> {
    const waiting = await this.uow.read(Ctx.system(SYSTEM), (tx) => this.findings.toExamine(tx, BATCH));
    for (const { id, countedAt } of waiting) {
      const examined = await this.examine(await this.readExam(id));
      await this.uow.run(Ctx.system(SYSTEM), (tx) =>
        this.findings.store(tx, id, countedAt, examined, this.clock.now()),
      );
    }
    return waiting.length;
  }

  /** Batch by batch: of a great exam no more is kept than who sat it. */
  private readExam(sessionId: string): Promise<Read> {
    return this.uow.read(Ctx.system(SYSTEM), async (tx) => {
      const of = await this.findings.circumstances(tx, sessionId);
      const characters = new Map<string, number>();
      const signs: Sign[] = [];
      const sitters: { readonly id: string; readonly personId: string }[] = [];
      let compared: CountedAttempt[] | null = [];
      for await (const batch of this.statistics.attempts(tx, sessionId)) {
        const unknown = batch.flatMap(({ slots }) =>
          slots.map(({ versionId }) => versionId).filter((id) => !characters.has(id)),
        );
        for (const [id, length] of await this.findings.characters(tx, [...new Set(unknown)]))
          characters.set(id, length);
        for (const attempt of batch) {
          const circumstances = of.get(attempt.id);
          if (circumstances) signs.push(...speedSign(attempt, circumstances, characters), ...signalSign(circumstances));
          sitters.push({ id: attempt.id, personId: attempt.personId });
        }
        compared = sitters.length > MOST_COMPARED ? null : (compared?.concat(batch) ?? null);
      }
      return { papers: sitters.length, of, signs: [...signs, ...deviceSigns(sitters, of)], compared };
    });
  }

  private async examine({ papers, of, signs, compared }: Read): Promise<Examined> {
    const similar = compared && (await this.comparer.compare(compared.map(comparedPaper)));
    const byId = new Map(compared?.map((attempt) => [attempt.id, attempt]));
    const sat = [...of.values()];
    return {
      papers,
      onPaper: sat.filter(({ mode }) => mode === 'paper').length,
      onKiosk: sat.filter(({ kiosk }) => kiosk !== null).length,
      pairs: similar?.pairs ?? null,
      signs: [...signs, ...(similar?.found.map((pair) => similaritySign(pair, byId)) ?? [])],
    };
  }
}

function comparedPaper(attempt: CountedAttempt): ComparedPaper {
  return {
    id: attempt.id,
    personId: attempt.personId,
    answers: gradedItems(attempt).map(({ versionId, chosen, correct }) => ({
      versionId,
      answer: chosen.join(''),
      right: correct,
    })),
  };
}
