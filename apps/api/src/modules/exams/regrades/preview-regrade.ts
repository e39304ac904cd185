import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../../organisations/index.js';
import { CorrectKey, QuestionContents, QuestionKeys } from '../../questions/index.js';
import { inForce } from '../attempts/corrections.js';
import { OwnSession } from '../sessions/own-session.js';
import { CertificatesOfAttempts } from './certificates-of-attempts.js';
import { RegradeEffects, type Regraded } from './regrade-effects.js';
import { correctionOf, isPossibleKey, type Decision } from './regrade.js';
import type { RegradeChangeDto, RegradePreviewDto, RegradeProposalDto } from './regrade.dto.js';
import { RegradeRepository } from './regrade.repository.js';
import { RegradeStanding } from './regrade-standing.js';

/** Names shown per list; the counts are whole. */
const MOST_NAMES = 1000;

export interface Proposal {
  readonly sessionIds: readonly string[];
  readonly organisationId: string;
  readonly enterpriseId: string;
  readonly questionId: string;
  readonly decision: Decision;
  readonly mendsBank: boolean;
}

/** What a correction would do, before anybody asks for it: the same reckoning as the real one, and nothing is stored. */
@Injectable()
export class PreviewRegrade {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnSession,
    private readonly standing: RegradeStanding,
    private readonly scope: OrganisationScope,
    private readonly regrades: RegradeRepository,
    private readonly effects: RegradeEffects,
    private readonly contents: QuestionContents,
    private readonly keys: QuestionKeys,
    private readonly bank: CorrectKey,
    private readonly certificates: CertificatesOfAttempts,
  ) {}

  execute(ctx: Ctx, sessionId: string, given: RegradeProposalDto): Promise<RegradePreviewDto> {
    return this.uow.read(ctx, async (tx) => {
      const proposal = await this.propose(tx, sessionId, given);
      return this.of(tx, given.versionId, proposal);
    });
  }

  /** Checks what is asked for, and says what it reaches. */
  async propose(tx: ReadTx, sessionId: string, given: RegradeProposalDto): Promise<Proposal> {
    const { session, organisation } = await this.own.find(tx, 'exams.regrade.request', sessionId);
    await this.standing.refuseCandidates(tx, [sessionId]);
    const content = (await this.contents.byVersion(tx, [given.versionId])).get(given.versionId);
    if (!content || session.status === 'draft' || !(await this.regrades.asked(tx, sessionId, given.versionId)))
      throw new DomainError('question-not-asked');
    const decision = decisionOf(given);
    if (decision.kind === 'key') {
      if (!isPossibleKey(content, decision.correct))
        throw new DomainError('validation-failed', { count: 1 }, [
          {
            pointer: '/key',
            code: 'key',
            message: content.type === 'multiple' ? '正确答案要是这道题的选项' : '这道题只有一个正确答案',
          },
        ]);
      const corrected = inForce(session.corrections).get(given.versionId);
      const set = (await this.keys.byVersion(tx, [given.versionId])).get(given.versionId)?.correct ?? [];
      const now = corrected ? (corrected.kind === 'key' ? corrected.correct : null) : set;
      if (now && [...now].sort().join() === [...decision.correct].sort().join())
        throw new DomainError('regrade-same-key');
    }
    const others =
      given.reach === 'session'
        ? []
        : await this.regrades.sessionsWith(tx, given.versionId, (parameters) =>
            this.scope.filter(tx.ctx, 'exams.regrade.request').sql('o', parameters),
          );
    const sessionIds = [...new Set([sessionId, ...others])].sort();
    await this.standing.refuseCandidates(tx, others);
    if ((await this.standing.of(tx, 'exams.regrade.request', sessionIds, given.versionId)).concerned)
      throw new DomainError('regrade-own-result');
    return {
      sessionIds,
      organisationId: session.organisationId,
      enterpriseId: organisation.enterprise_id,
      questionId: content.questionId,
      decision,
      mendsBank: decision.kind === 'key' && (await this.mayMend(tx, given.versionId)),
    };
  }

  async of(tx: ReadTx, versionId: string, proposal: Proposal): Promise<RegradePreviewDto> {
    const correction = correctionOf('', versionId, proposal.decision);
    const effects = await this.effects.all(tx, proposal.sessionIds, versionId, correction);
    const passed = effects.filter(({ attempt, after }) => after.passed && !attempt.passed);
    const failed = effects.filter(({ attempt, after }) => !after.passed && attempt.passed);
    const certificates = await this.certificates.of(
      tx,
      failed.map(({ attempt }) => attempt.id),
    );
    const misprinted = await this.certificates.of(
      tx,
      effects
        .filter(({ attempt, after, changed }) => changed && attempt.passed && after.passed)
        .map(({ attempt }) => attempt.id),
    );
    const names = await namesOf(
      tx,
      [...passed, ...failed].map(({ attempt }) => attempt.personId),
    );
    const personOf = new Map(failed.map(({ attempt }) => [attempt.id, attempt.personId]));
    return {
      sessions: proposal.sessionIds.length,
      attempts: effects.length,
      openAttempts: await this.regrades.countOpen(tx, proposal.sessionIds, versionId),
      changed: effects.filter((effect) => effect.changed).length,
      scoreUp: effects.filter(({ attempt, after }) => after.grade.total > attempt.score).length,
      scoreDown: effects.filter(({ attempt, after }) => after.grade.total < attempt.score).length,
      newlyPassed: passed.slice(0, MOST_NAMES).map((effect) => changeOf(effect, names)),
      newlyFailed: failed.slice(0, MOST_NAMES).map((effect) => changeOf(effect, names)),
      certificates: certificates.map(({ attemptId, number }) => ({
        number,
        attemptId,
        name: names.get(personOf.get(attemptId) ?? '') ?? null,
      })),
      reissued: misprinted.length,
      mendsBank: proposal.mendsBank,
    };
  }

  /** The bank may be another organisation's: then its question stays as it is. */
  private async mayMend(tx: ReadTx, versionId: string): Promise<boolean> {
    const owner = await this.bank.ownerOf(tx, versionId);
    const organisation =
      owner &&
      (await tx.one<{ path: string; region_code: string; field: string | null }>(
        `SELECT path, region_code, field FROM organisation WHERE id = $1`,
        [owner],
      ));
    return organisation ? this.scope.filter(tx.ctx, 'questions.question.write').includes(organisation) : false;
  }
}

export function decisionOf(given: {
  readonly kind: 'void' | 'key';
  readonly policy?: 'full' | 'drop' | null | undefined;
  readonly key?: readonly string[] | null | undefined;
}): Decision {
  return given.kind === 'void'
    ? { kind: 'void', policy: given.policy ?? 'full' }
    : { kind: 'key', correct: [...(given.key ?? [])].sort() };
}

/** Of those whom the caller may see. */
export async function namesOf(tx: ReadTx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(`SELECT id, name FROM person WHERE id = ANY($1::uuid[])`, [
    [...new Set(personIds)],
  ]);
  return new Map(rows.map((row) => [row.id, row.name]));
}

function changeOf({ attempt, session, after }: Regraded, names: ReadonlyMap<string, string>): RegradeChangeDto {
  return {
    attemptId: attempt.id,
    personId: attempt.personId,
    name: names.get(attempt.personId) ?? null,
    examTitle: session.title,
    scoreBefore: attempt.score,
    scoreAfter: after.grade.total,
    maxBefore: attempt.maxScore,
    maxAfter: after.grade.max,
    passedBefore: attempt.passed,
    passedAfter: after.passed,
  };
}
