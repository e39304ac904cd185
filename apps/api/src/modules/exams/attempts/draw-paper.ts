import { Injectable } from '@nestjs/common';
import {
  InfeasibleBlueprintError,
  checkPrepared,
  drawFromPrepared,
  type DrawContext,
  type Paper,
  type PreparedPool,
} from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { neighboursOf } from '../conduct/neighbours.js';
import { CandidatePosts } from '../entries/candidate-posts.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { PaperSource } from './paper-source.js';

/**
 * Draws a paper for a person: his posts, his last attempt and his neighbours' papers come in where the blueprint asks for them,
 * and stand in the paper, so that drawing it again needs nothing else.
 */
@Injectable()
export class DrawPaper {
  constructor(
    private readonly clock: Clock,
    private readonly posts: CandidatePosts,
    private readonly papers: PaperSource,
  ) {}

  /** @throws DomainError paper-not-possible: who came late, changed posts or sat another exam may meet too few questions */
  async execute(tx: ReadTx, session: ExamSessionRow, personId: string, seed: string): Promise<Paper> {
    const byPost = session.blueprint.strata.some((stratum) => stratum.ownPost);
    const ownPostIds = byPost ? await this.posts.of(tx, personId, this.clock.today()) : [];
    const prepared = await this.papers.pool(tx, session, ownPostIds);
    const { shuffleOptions, shuffleQuestions } = session;
    const context = await this.contextOf(tx, session, personId);
    try {
      return drawFromPrepared(prepared, { seed, shuffleOptions, shuffleQuestions, context });
    } catch (error) {
      if (!(error instanceof InfeasibleBlueprintError)) throw error;
      throw new DomainError('paper-not-possible', { because: await this.reason(tx, prepared, error) });
    }
  }

  /** The same without a query; null when something would have to be read, or when the paper is refused. */
  fromMemory(session: ExamSessionRow, seed: string): Paper | null {
    const { blueprint, shuffleOptions, shuffleQuestions } = session;
    if (blueprint.overlap || blueprint.strata.some((stratum) => stratum.ownPost)) return null;
    const prepared = this.papers.poolInMemory(session.id);
    if (!prepared) return null;
    try {
      return drawFromPrepared(prepared, { seed, shuffleOptions, shuffleQuestions });
    } catch (error) {
      if (error instanceof InfeasibleBlueprintError) return null;
      throw error;
    }
  }

  private async contextOf(tx: ReadTx, session: ExamSessionRow, personId: string): Promise<DrawContext> {
    const { lastAttemptMax, neighbourMax } = session.blueprint.overlap ?? {};
    const lastAttempt =
      lastAttemptMax === undefined ? null : await this.posts.lastAttemptOf(tx, personId, session.purpose);
    const neighbours =
      neighbourMax === undefined
        ? []
        : await tx.beyondScope(async () =>
            this.posts.papersIn(tx, session.id, await neighboursOf(tx, session.id, personId)),
          );
    return { ...(lastAttempt ? { lastAttempt } : {}), ...(neighbours.length > 0 ? { neighbours } : {}) };
  }

  private async reason(tx: ReadTx, prepared: PreparedPool, error: InfeasibleBlueprintError): Promise<string> {
    if (checkPrepared(prepared).feasible || !prepared.blueprint.strata.some((stratum) => stratum.ownPost))
      return error.message;
    if (prepared.ownPostIds.length === 0) return '你还没有岗位，抽不出本岗位的题。';
    return `你的岗位是${await this.posts.name(tx, prepared.ownPostIds)}。${error.message}`;
  }
}
