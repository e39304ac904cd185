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
import { deviceSigns, signalSign, similaritySign, speedSign, type Circumstances } from './signs.js';

const SYSTEM = 'examine-sessions';
const EVERY_MS = 60_000;
const BATCH = 5;
/** More are not compared pair by pair: four and a half million pairs are half a minute of computing. */
const MOST_COMPARED = 3000;

interface Read {
  readonly attempts: readonly CountedAttempt[];
  readonly of: ReadonlyMap<string, Circumstances>;
  readonly characters: ReadonlyMap<string, number>;
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

  private readExam(sessionId: string): Promise<Read> {
    return this.uow.read(Ctx.system(SYSTEM), async (tx) => {
      const attempts: CountedAttempt[] = [];
      for await (const batch of this.statistics.attempts(tx, sessionId)) attempts.push(...batch);
      const versionIds = new Set(attempts.flatMap(({ slots }) => slots.map(({ versionId }) => versionId)));
      return {
        attempts,
        of: await this.findings.circumstances(tx, sessionId),
        characters: await this.findings.characters(tx, [...versionIds]),
      };
    });
  }

  private async examine({ attempts, of, characters }: Read): Promise<Examined> {
    const similar = attempts.length > MOST_COMPARED ? null : await this.comparer.compare(attempts.map(comparedPaper));
    const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    const sat = [...of.values()];
    return {
      papers: attempts.length,
      onPaper: sat.filter(({ mode }) => mode === 'paper').length,
      onKiosk: sat.filter(({ kiosk }) => kiosk !== null).length,
      pairs: similar?.pairs ?? null,
      signs: [
        ...(similar?.found.map((pair) => similaritySign(pair, byId)) ?? []),
        ...deviceSigns(attempts, of),
        ...attempts.flatMap((attempt) => {
          const circumstances = of.get(attempt.id);
          return circumstances ? speedSign(attempt, circumstances, characters) : [];
        }),
        ...sat.flatMap(signalSign),
      ],
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
