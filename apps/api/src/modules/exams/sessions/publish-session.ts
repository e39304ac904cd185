import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { LabelledBlueprint } from './check-blueprint.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { ExamSessionRow } from './exam-session.entity.js';
import { ExamSessionRepository } from './exam-session.repository.js';
import { OwnSession } from './own-session.js';
import { PaperGuarantee, type CandidateShortage } from './paper-guarantee.js';
import { allowsRetakes } from './session-policy.js';
import { WaitingForReview } from './waiting-for-review.js';
import { BankPool } from '../../questions/index.js';

/** A list of every post's shortages would not be read. */
const SHOWN = 50;

/** Freezes what papers are drawn from and who is to come. Refuses what cannot be met and names the shortage; never lowers it. */
@Injectable()
export class PublishSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly own: OwnSession,
    private readonly sessions: ExamSessionRepository,
    private readonly entries: EntriesRepository,
    private readonly pool: BankPool,
    private readonly labels: LabelledBlueprint,
    private readonly guarantee: PaperGuarantee,
    private readonly review: WaitingForReview,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { session, organisation } = await this.own.lock(tx, 'exams.session.publish', id);
      // Publishing twice is asking for what is already so.
      if (session.status === 'published') return;
      if (session.status !== 'draft') throw new DomainError('session-not-draft');
      const now = this.clock.now();
      await this.requireReady(tx, session, now);
      const pool = await this.pool.load(tx, organisation.id);
      const blueprint = await this.labels.label(tx, session.blueprint);
      const { shortages } = await this.guarantee.check(tx, blueprint, pool, {
        rules: await this.entries.rulesOf(tx, [id]),
        purpose: session.purpose,
        retakes: allowsRetakes(session),
      });
      if (shortages.length > 0) {
        const shown = await this.review.beside(tx, organisation.id, blueprint, shortages.slice(0, SHOWN));
        throw new DomainError(
          'blueprint-shortage',
          { first: shown[0] ? said(shown[0]) : '' },
          shown.map((shortage) => ({
            pointer: pointerOf(shortage),
            code: 'shortage',
            params: { required: shortage.required, available: shortage.available, waiting: shortage.waiting },
            message: said(shortage),
          })),
        );
      }
      await this.sessions.update(tx, id, { status: 'published', publishedAt: now, pool }, session.version + 1);
      const entered =
        session.purpose === 'formal' ? await this.entries.materialise(tx, id, this.clock.today(), now) : null;
      if (entered === 0) throw new DomainError('entries-empty');
      await this.audit.append(tx, {
        action: 'exams.session.publish',
        subject: { type: 'exam-session', id },
        organisationId: organisation.enterprise_id,
        detail: { entered, questions: pool.length },
      });
    });
  }

  private async requireReady(tx: Tx, session: ExamSessionRow, now: Date): Promise<void> {
    if (session.questionCount === 0) throw new DomainError('blueprint-empty');
    if (session.purpose === 'formal' && (!session.opensAt || !session.closesAt))
      throw new DomainError('session-window-missing');
    if (session.closesAt && session.closesAt <= now) throw new DomainError('session-window-past');
    const rules = await this.entries.rulesOf(tx, [session.id]);
    if (rules.length === 0) throw new DomainError('entries-empty');
  }
}

function said({ message, waiting }: { readonly message: string; readonly waiting: number }): string {
  return waiting > 0 ? `${message}另有 ${waiting} 道这样的题待审。` : message;
}

function pointerOf({ rule, stratumIndexes }: CandidateShortage): string {
  if (stratumIndexes[0] !== undefined) return `/blueprint/strata/${stratumIndexes[0]}`;
  if (rule === 'posts') return '/entries';
  return {
    criteria: '/blueprint/atLeastCriteria',
    required: '/blueprint/required',
    overlap: '/blueprint/overlap',
    strata: '/blueprint/strata',
  }[rule];
}
