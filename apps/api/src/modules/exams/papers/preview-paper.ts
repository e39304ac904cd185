import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  checkPrepared,
  drawFromPrepared,
  optionLabel,
  preparePool,
  type BankItem,
  type Paper,
  type PreparedPool,
} from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { BankPool, QuestionContents, QuestionKeys } from '../../questions/index.js';
import { showPaper } from '../attempts/shown-paper.js';
import { CandidatePosts, type PostSet } from '../entries/candidate-posts.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import { LabelledBlueprint } from '../sessions/check-blueprint.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { OwnSession } from '../sessions/own-session.js';
import { distributionOf } from './distribution.js';
import type { PaperPreviewDto, PreviewSlotDto } from './paper-preview.dto.js';
import { PrintingScope } from './printing-scope.js';

/** A paper as some candidate might get it, with its keys, for the organiser; another one each time. Nobody sits it. */
@Injectable()
export class PreviewPaper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly own: OwnSession,
    private readonly printing: PrintingScope,
    private readonly sessions: ExamSessionRepository,
    private readonly entries: EntriesRepository,
    private readonly posts: CandidatePosts,
    private readonly bank: BankPool,
    private readonly labels: LabelledBlueprint,
    private readonly contents: QuestionContents,
    private readonly keys: QuestionKeys,
    private readonly audit: Audit,
  ) {}

  /** `given`: one that was looked at before, to have it again. */
  async execute(
    ctx: Ctx,
    id: string,
    given: readonly string[] | undefined,
    code = randomBytes(16).toString('base64url'),
  ): Promise<{ preview: PaperPreviewDto; session: ExamSessionRow }> {
    return this.uow.run(ctx, async (tx) => {
      const { session, organisation } = await this.own.find(tx, 'exams.session.write', id);
      await this.printing.requireNoCandidate(tx, session);
      if (session.questionCount === 0) throw new DomainError('blueprint-empty');
      const postSets = await this.postSets(tx, session);
      const postIds = [...(given ?? postSets[0]?.postIds ?? [])].sort();
      const items =
        session.status === 'draft' ? await this.bank.load(tx, organisation.id) : await this.sessions.poolOf(tx, id);
      const blueprint = await this.labels.label(tx, session.blueprint);
      const pool = preparePool(blueprint, items, postIds, await this.posts.name(tx, postIds));
      const paper = draw(pool, session, seedOf(code));
      await this.audit.append(tx, {
        action: 'exams.session.preview-paper',
        subject: { type: 'exam-session', id },
        organisationId: organisation.enterprise_id,
        detail: { postIds },
      });
      const byVersion = new Map(items.map((item) => [item.versionId, item]));
      const preview = {
        title: session.title,
        code,
        totalPoints: paper.totalPoints,
        slots: await this.slots(tx, paper, byVersion),
        distribution: distributionOf(paper, byVersion, pool),
        postIds,
        postSets: postSets.map((set) => ({ postIds: [...set.postIds], name: set.name, people: set.people })),
      };
      return { preview, session };
    });
  }

  private async postSets(tx: ReadTx, session: ExamSessionRow): Promise<PostSet[]> {
    if (!session.blueprint.strata.some((stratum) => stratum.ownPost)) return [];
    const sets = await this.posts.sets(tx, await this.entries.rulesOf(tx, [session.id]), this.clock.today());
    return sets.filter((set) => set.postIds.length > 0);
  }

  private async slots(tx: ReadTx, paper: Paper, items: ReadonlyMap<string, BankItem>): Promise<PreviewSlotDto[]> {
    const versionIds = paper.slots.map((slot) => slot.versionId);
    const shown = showPaper(paper, await this.contents.byVersion(tx, versionIds));
    const keys = await this.keys.byVersion(tx, versionIds);
    return paper.slots.map((slot, index): PreviewSlotDto => {
      const key = keys.get(slot.versionId);
      const item = items.get(slot.versionId);
      const content = shown[index];
      if (!key || !item || !content) throw new Error(`question version ${slot.versionId} is incomplete`);
      return {
        ...content,
        key: slot.optionOrder.flatMap((original, place) =>
          key.correct.includes(optionLabel(original)) ? [optionLabel(place)] : [],
        ),
        explanation: key.explanation,
        sourceClause: item.sourceClause ?? null,
        criteriaClause: item.criteriaClause ?? null,
        knowledgePoint: item.knowledgePoint,
        difficulty: item.difficulty,
        questionId: slot.questionId,
      };
    });
  }
}

/** Seeds do not leave the platform; the code of a preview draws nothing but that preview. */
const seedOf = (code: string): string => createHash('sha256').update(`preview ${code}`).digest('hex');

function draw(pool: PreparedPool, { shuffleOptions, shuffleQuestions }: ExamSessionRow, seed: string): Paper {
  const feasibility = checkPrepared(pool);
  if (!feasibility.feasible) {
    throw new DomainError(
      'blueprint-shortage',
      { first: feasibility.shortages[0]?.message ?? '' },
      feasibility.shortages.map((shortage) => ({
        pointer: `/blueprint/strata/${shortage.stratumIndexes[0] ?? 0}`,
        code: 'shortage',
        message: shortage.message,
      })),
    );
  }
  return drawFromPrepared(pool, { seed, shuffleOptions, shuffleQuestions });
}
