import { Injectable } from '@nestjs/common';
import { selectList, type Queryable } from '../../../platform/db/queryable.js';
import { ExamSessionRow } from './exam-session.entity.js';

const MAX_KNOWN = 200;

/**
 * Sessions in memory, for the paths that thousands take at once: a copy is used only while the row is the very version that was
 * read (its xmin), which a query by key tells. Whoever gets a row must not change it.
 */
@Injectable()
export class KnownSessions {
  private readonly known = new Map<string, { readonly rowVersion: string; readonly session: ExamSessionRow }>();

  /** Of sessions whose row version the caller has just read; several of one id count once. */
  async find(
    sql: Queryable,
    wanted: readonly { readonly id: string; readonly rowVersion: string }[],
  ): Promise<ReadonlyMap<string, ExamSessionRow>> {
    const missing = new Set(
      wanted.filter(({ id, rowVersion }) => this.known.get(id)?.rowVersion !== rowVersion).map(({ id }) => id),
    );
    const read = missing.size > 0 ? await this.read(sql, [...missing]) : [];
    const found = new Map<string, ExamSessionRow>();
    for (const { id } of wanted) {
      const session = this.known.get(id)?.session;
      if (session) found.set(id, session);
    }
    // What was read now counts, however full the memory is.
    for (const session of read) found.set(session.id, session);
    return found;
  }

  /** As they are now. */
  async current(sql: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, ExamSessionRow>> {
    const versions = await sql.query<{ id: string; rowVersion: string }>(
      `SELECT id, xmin::text AS "rowVersion" FROM exam_session WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return this.find(sql, versions);
  }

  private async read(sql: Queryable, ids: readonly string[]): Promise<ExamSessionRow[]> {
    const rows = await sql.query<ExamSessionRow & { rowVersion: string }>(
      `SELECT ${selectList(ExamSessionRow, 's')}, s.xmin::text AS "rowVersion" FROM exam_session s WHERE s.id = ANY($1::uuid[])`,
      [ids],
    );
    return rows.map(({ rowVersion, ...session }) => {
      const oldest = this.known.size >= MAX_KNOWN ? this.known.keys().next().value : undefined;
      if (oldest !== undefined) this.known.delete(oldest);
      this.known.set(session.id, { rowVersion, session });
      return session;
    });
  }
}
