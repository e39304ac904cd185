import { Injectable } from '@nestjs/common';
import { DRAFT_LIMITS, isWithinKnowledge, knowledgePath } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { BankScope } from '../bank-scope.js';
import { QuestionRepository } from '../question.repository.js';

/**
 * Gives a knowledge point, with everything below it, another path: a new name, another place, or that of a point which exists
 * (then the two are one). Only the bank's own questions; shared ones keep the words of whoever shares them.
 */
@Injectable()
export class MoveKnowledgePoint {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @returns how many questions have another path now */
  async execute(
    ctx: Ctx,
    given: {
      readonly organisationId?: string | undefined;
      readonly from: string;
      readonly to: string;
      readonly expected: number;
    },
  ): Promise<number> {
    return this.uow.run(ctx, async (tx) => {
      const bank = await this.banks.toWrite(tx, 'questions.question.write', given.organisationId);
      const to = knowledgePath(given.to);
      if (to === null) {
        throw new DomainError('validation-failed', { count: 1 }, [
          { pointer: '/to', code: 'isNotEmpty', message: '写上知识点的新名称' },
        ]);
      }
      await this.questions.lockBank(tx, bank.organisationId);
      const found = await tx.query<{ id: string; path: string }>(
        `SELECT id, knowledge_point AS path FROM question
         WHERE organisation_id = $1 AND (knowledge_point = $2 OR starts_with(knowledge_point, $2 || '/')) ORDER BY id FOR UPDATE`,
        [bank.organisationId, given.from],
      );
      if (found.length !== given.expected)
        throw new DomainError('change-count-moved', { expected: given.expected, count: found.length });
      const moved = found.flatMap(({ id, path }) => {
        const after = knowledgePath(isWithinKnowledge(path, given.from) ? to + path.slice(given.from.length) : path);
        return after === null || after === path ? [] : [{ id, path: after }];
      });
      const long = moved.find(({ path }) => path.length > DRAFT_LIMITS.knowledgePoint);
      if (long) throw new DomainError('knowledge-point-too-long', { path: to, limit: DRAFT_LIMITS.knowledgePoint });
      if (moved.length === 0) return 0;
      await tx.query(
        `UPDATE question q SET knowledge_point = i.path, updated_at = $2, version = q.version + 1
         FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, path text) WHERE q.id = i.id`,
        [JSON.stringify(moved), this.clock.now()],
      );
      await this.audit.append(tx, {
        action: 'questions.knowledge-point.move',
        subject: { type: 'organisation', id: bank.organisationId },
        organisationId: bank.organisationId,
        detail: { from: given.from, to, count: moved.length },
      });
      return moved.length;
    });
  }
}
