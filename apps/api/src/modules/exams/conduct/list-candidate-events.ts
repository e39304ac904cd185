import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx, KioskEntry } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import type { AttemptEventKind } from '../attempts/attempt-log.js';
import type { CandidateEventDto } from './board.dto.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConductScope } from './conduct-scope.js';

interface Row {
  readonly seq: number;
  readonly at: Date;
  readonly kind: AttemptEventKind;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the log of a candidate's newest attempt says, the newest first: when he started, what was seen, what was given. No answers. */
@Injectable()
export class ListCandidateEvents {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ConductScope,
    private readonly candidates: CandidatesRepository,
  ) {}

  async execute(ctx: Ctx, sessionId: string, personId: string, query: PageQuery): Promise<Page<CandidateEventDto>> {
    return this.uow.read(ctx, async (tx) => {
      const { rooms } = await this.scope.find(tx, sessionId);
      const [person] = await this.candidates.named(tx, sessionId, [personId], rooms);
      if (!person) throw new DomainError('not-found');
      const after = decodeCursor(query.cursor, ['integer']);
      const rows = await tx.query<Row>(
        `SELECT seq, at, kind, data FROM attempt_event WHERE attempt_id = $1 AND ($2::integer IS NULL OR seq < $2)
         ORDER BY seq DESC LIMIT $3`,
        [person.attempt_id, after?.[0] ?? null, query.limit + 1],
      );
      return toPage(rows, query.limit, (row) => [row.seq], eventOf);
    });
  }
}

function eventOf({ seq, at, kind, data }: Row): CandidateEventDto {
  const { signals, seconds, entry } = data as {
    signals?: { kind: string; ms?: number }[];
    seconds?: number;
    entry?: KioskEntry;
  };
  return {
    seq,
    at: at.toISOString(),
    kind,
    seconds: kind === 'extended' ? (seconds ?? null) : null,
    signals: (signals ?? []).map((signal) => ({ kind: signal.kind, ms: signal.ms ?? null })),
    kioskEntry: entry ?? null,
  };
}
