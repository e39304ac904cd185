import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../../organisations/index.js';
import { BankScope, type Bank } from '../bank-scope.js';
import type { GapQuery, QuestionGapPoints, QuestionGaps } from './gap.dto.js';
import { countsByPost, gapsOfPost, pointsMissing, type GapFacts, type GapTarget } from './gap-rules.js';
import { GapRepository } from './gap.repository.js';
import { PlannedPapers } from './planned-papers.js';

const READ = 'questions.question.read';

/** 缺题矩阵: posts with too few questions, and which knowledge points of a post. */
@Injectable()
export class ListGaps {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly banks: BankScope,
    private readonly gaps: GapRepository,
    private readonly planned: PlannedPapers,
  ) {}

  async execute(ctx: Ctx, { organisationId, general }: GapQuery): Promise<QuestionGaps> {
    return this.uow.read(ctx, async (tx) => {
      const reached = await this.scope.defaultOrganisation(tx, READ, organisationId);
      const bank = await this.banks.of(tx, reached.id);
      const target = await this.gaps.target(tx, bank.organisationId);
      const facts = await this.facts(tx, bank, null, general, target);
      const rows = (await this.gaps.posts(tx, bank.organisationId)).map(({ id, name }) => {
        const gaps = gapsOfPost(id, facts);
        return { postId: id, postName: name, cells: [...gaps.cells], pointsMissing: pointsMissing(gaps) };
      });
      const missing = rows.flatMap((row) => row.cells).reduce((sum, cell) => sum + cell.missing, 0);
      return { target, posts: rows, missing };
    });
  }

  /** @param postId of an organisation that the caller may read the bank of */
  async points(ctx: Ctx, postId: string, { general }: GapQuery): Promise<QuestionGapPoints> {
    return this.uow.read(ctx, async (tx) => {
      const post = await tx.one<{ organisationId: string }>(
        `SELECT organisation_id AS "organisationId" FROM post WHERE id = $1`,
        [postId],
      );
      if (!post) throw new DomainError('not-found');
      await this.scope.require(tx, READ, post.organisationId);
      const bank = await this.banks.of(tx, post.organisationId);
      const target = await this.gaps.target(tx, bank.organisationId);
      const facts = await this.facts(tx, bank, postId, general, target);
      return { points: gapsOfPost(postId, facts).points.map(({ point, cells }) => ({ point, cells: [...cells] })) };
    });
  }

  private async facts(
    tx: ReadTx,
    bank: Bank,
    postId: string | null,
    general: GapQuery['general'],
    target: GapTarget,
  ): Promise<GapFacts> {
    return {
      counts: countsByPost(await this.gaps.counts(tx, bank, postId)),
      target,
      general: general === 'count',
      exams: await this.planned.of(tx, bank.organisationId),
    };
  }
}
