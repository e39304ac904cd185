import type pg from 'pg';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Row-level security that binds the owner too; COPY FROM cannot work under it. */
  readonly forcesRowSecurity: boolean;
}

/** Written by the migrations themselves: an empty platform has rows in them. */
export const FILLED_BY_MIGRATIONS: readonly string[] = ['supervision_field', 'post_template'];

/** The list of migrations is compared, not copied. The queue's schema is a hint: PostgreSQL's own tables are the truth. */
const NOT_COPIED = ['migration'];

/** Every table of the application (a partitioned one as a whole), referenced ones before those that refer to them. Deferred keys are looked at on COMMIT. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { needs: string[] }>(
    `SELECT c.relname AS name, c.relforcerowsecurity AS "forcesRowSecurity",
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
            ARRAY(SELECT r.relname::text FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
                  WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT k.condeferred AND k.confrelid <> c.oid) AS needs
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname`,
  );
  const waiting = rows.filter(({ name }) => !NOT_COPIED.includes(name));
  const done: Table[] = [];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const next = waiting.findIndex(({ needs }) => needs.every((name) => !names.has(name)));
    const [table] = next < 0 ? [] : waiting.splice(next, 1);
    if (!table) throw new Error(`foreign keys go in a circle: ${[...names].join(', ')}`);
    done.push({ name: table.name, columns: table.columns, forcesRowSecurity: table.forcesRowSecurity });
  }
  return done;
}

export async function readMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM migration ORDER BY timestamp, name`);
  return rows.map((row) => row.name);
}

/** A name from the catalogue, as SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnsOf(table: Pick<Table, 'columns'>): string {
  return table.columns.map(quoted).join(', ');
}
