import { Injectable } from '@nestjs/common';
import { SIMILARITY_LIMITS } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { QuestionContents, type VersionContent } from '../../questions/index.js';
import { UNIT_NAME, UNIT_OF } from '../conduct/rooms.repository.js';
import type {
  FindingDto,
  FindingPersonDto,
  FindingsQuery,
  IntegrityReportDto,
  SameAnswersDto,
} from './integrity.dto.js';
import { IntegrityRepository, type Finding } from './integrity.repository.js';
import { IntegrityScope } from './integrity-scope.js';
import { seatingOf } from './seating-of-pair.js';
import type { SameAnswers } from './signs.js';

const READ = 'exams.integrity.read';

/** 请看一眼: what the comparison of an exam's papers shows, with where people sat and what was noted about it. */
@Injectable()
export class ShowFindings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: IntegrityScope,
    private readonly findings: IntegrityRepository,
    private readonly contents: QuestionContents,
  ) {}

  report(ctx: Ctx, sessionId: string): Promise<IntegrityReportDto> {
    return this.uow.read(ctx, async (tx) => {
      await this.scope.find(tx, READ, sessionId);
      const report = await this.findings.report(tx, sessionId);
      const { open, all } = await this.findings.counts(tx, sessionId);
      const papers = report?.papers ?? 0;
      return {
        examinedAt: report?.examinedAt.toISOString() ?? null,
        papers,
        onPaper: report?.onPaper ?? 0,
        onKiosk: report?.onKiosk ?? 0,
        comparison: report?.pairs != null ? 'made' : papers < SIMILARITY_LIMITS.fewestPapers ? 'too-few' : 'too-many',
        pairs: report?.pairs ?? null,
        open,
        findings: all,
      };
    });
  }

  list(ctx: Ctx, sessionId: string, query: FindingsQuery): Promise<Page<FindingDto>> {
    return this.uow.read(ctx, async (tx) => {
      await this.scope.find(tx, READ, sessionId);
      const rows = await this.findings.list(tx, sessionId, {
        state: query.state,
        after: decodeCursor(query.cursor, ['integer', 'uuid']),
        limit: query.limit + 1,
      });
      const shown = await this.show(tx, rows);
      return toPage(
        rows,
        query.limit,
        ({ place, id }) => [place, id],
        ({ id }) => this.shownOf(shown, id),
      );
    });
  }

  one(ctx: Ctx, id: string): Promise<FindingDto> {
    return this.uow.read(ctx, async (tx) => {
      const finding = await this.findings.find(tx, id);
      if (!finding) throw new DomainError('not-found');
      await this.scope.find(tx, READ, finding.sessionId);
      return this.shownOf(await this.show(tx, [finding]), id);
    });
  }

  private shownOf(shown: ReadonlyMap<string, FindingDto>, id: string): FindingDto {
    const finding = shown.get(id);
    if (!finding) throw new Error(`finding ${id} is missing`);
    return finding;
  }

  private async show(tx: ReadTx, rows: readonly Finding[]): Promise<ReadonlyMap<string, FindingDto>> {
    const people = await peopleOf(
      tx,
      rows.flatMap(({ attemptIds }) => attemptIds),
    );
    const versionIds = rows.flatMap((row) =>
      row.kind === 'same-answers' ? row.evidence.same.map(({ versionId }) => versionId) : [],
    );
    const contents = await this.contents.byVersion(tx, [...new Set(versionIds)]);
    return new Map(rows.map((row) => [row.id, findingOf(row, people, contents)]));
  }
}

/** By attempt: who sat it, where, when and with what result. */
async function peopleOf(tx: ReadTx, attemptIds: readonly string[]): Promise<ReadonlyMap<string, FindingPersonDto>> {
  const rows = await tx.query<Omit<FindingPersonDto, 'startedAt' | 'endedAt'> & { startedAt: Date; endedAt: Date }>(
    `SELECT t.id AS "attemptId", t.person_id AS "personId", p.name, ${UNIT_NAME} AS "unitName", r.name AS "roomName", x.seat,
       t.started_at AS "startedAt", t.ended_at AS "endedAt", t.score, t.max_score AS "maxScore"
     FROM attempt t JOIN exam_entry x ON x.session_id = t.session_id AND x.person_id = t.person_id
     LEFT JOIN exam_room r ON r.id = x.room_id LEFT JOIN person p ON p.id = t.person_id LEFT JOIN ${UNIT_OF}
     WHERE t.id = ANY($1::uuid[])`,
    [[...new Set(attemptIds)]],
  );
  return new Map(
    rows.map((row) => [
      row.attemptId,
      { ...row, startedAt: row.startedAt.toISOString(), endedAt: row.endedAt.toISOString() },
    ]),
  );
}

function findingOf(
  row: Finding,
  known: ReadonlyMap<string, FindingPersonDto>,
  contents: ReadonlyMap<string, VersionContent>,
): FindingDto {
  const people = row.attemptIds.flatMap((id) => known.get(id) ?? []);
  return {
    id: row.id,
    kind: row.kind,
    standing: row.standing,
    people,
    seating: seatingOf(people),
    answers: row.kind === 'same-answers' ? sameAnswersOf(row.evidence, contents) : null,
    speed:
      row.kind === 'speed'
        ? { ...row.evidence, runs: row.evidence.runs.map((run) => ({ ...run, slots: [...run.slots] })) }
        : null,
    device: row.kind === 'same-device' ? row.evidence : null,
    signals: row.kind === 'signals' ? row.evidence : null,
    review:
      row.outcome && row.reviewedAt
        ? {
            outcome: row.outcome,
            note: row.note,
            byName: row.reviewedByName ?? '',
            at: row.reviewedAt.toISOString(),
            outdated: row.standing && row.changedAt > row.reviewedAt,
          }
        : null,
    version: row.version,
  };
}

function sameAnswersOf(evidence: SameAnswers, contents: ReadonlyMap<string, VersionContent>): SameAnswersDto {
  return {
    ...evidence,
    same: evidence.same.map(({ versionId, answer, slots }) => {
      const content = contents.get(versionId);
      return {
        stem: content?.stem ?? '',
        answer: (content?.options ?? []).filter(({ label }) => answer.includes(label)).map(({ text }) => text),
        slots: [...slots],
      };
    }),
  };
}
