import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import type { SessionEventDto } from './conduct.dto.js';
import { ConductScope } from './conduct-scope.js';
import { SessionLog, type StoredSessionEvent } from './session-log.repository.js';

/** 考场记录, the newest first. */
@Injectable()
export class ListSessionEvents {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ConductScope,
    private readonly log: SessionLog,
  ) {}

  async execute(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<SessionEventDto>> {
    return this.uow.read(ctx, async (tx) => {
      const { rooms } = await this.scope.find(tx, sessionId);
      const after = decodeCursor(query.cursor, ['integer']);
      const rows = await this.log.page(tx, sessionId, after ? Number(after[0]) : null, query.limit + 1, rooms);
      const names = await this.namesOf(tx, sessionId, rows, rooms);
      return toPage(
        rows,
        query.limit,
        (row) => [row.seq],
        (row) => ({
          seq: row.seq,
          at: row.at.toISOString(),
          kind: row.kind,
          actorName: row.actor_name,
          reason: textOf(row.data['reason']),
          text: textOf(row.data['text']),
          minutes: typeof row.data['minutes'] === 'number' ? row.data['minutes'] : null,
          // Those of other rooms are not his to see.
          people: peopleOf(row).flatMap((personId) => {
            const name = names.get(personId);
            return name === undefined ? [] : [{ personId, name }];
          }),
        }),
      );
    });
  }

  private async namesOf(
    tx: ReadTx,
    sessionId: string,
    rows: readonly StoredSessionEvent[],
    rooms: readonly string[] | null,
  ): Promise<ReadonlyMap<string, string>> {
    const named = await tx.beyondScope(() =>
      tx.query<{ id: string; name: string }>(
        `SELECT p.id, p.name FROM exam_entry x JOIN person p ON p.id = x.person_id WHERE x.session_id = $1 AND p.id = ANY($2)
           AND ($3::uuid[] IS NULL OR x.room_id = ANY($3))`,
        [sessionId, rows.flatMap(peopleOf), rooms],
      ),
    );
    return new Map(named.map(({ id, name }) => [id, name]));
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Events name one person or several, or nobody. */
function peopleOf({ data }: StoredSessionEvent): string[] {
  const { personId, people } = data as { personId?: string; people?: string[] | null };
  return personId ? [personId] : (people ?? []);
}
