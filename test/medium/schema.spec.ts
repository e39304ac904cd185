import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const SQL_TYPE: Readonly<Record<string, string>> = {
  uuid: 'uuid',
  text: 'text',
  integer: 'integer',
  int: 'integer',
  smallint: 'smallint',
  bigint: 'bigint',
  boolean: 'boolean',
  jsonb: 'jsonb',
  bytea: 'bytea',
  date: 'date',
  timestamptz: 'timestamp with time zone',
  'timestamp with time zone': 'timestamp with time zone',
};

describe('the migrated schema is what the entities say', () => {
  it('has the same tables, columns, types and nullability', async () => {
    const { rows } = await t.db.query<{
      table_name: string;
      column_name: string;
      data_type: string;
      is_nullable: string;
    }>(
      `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const columnsOf = (table: string) =>
      new Map(rows.filter((row) => row.table_name === table).map((row) => [row.column_name, row]));
    const wrong: string[] = [];
    for (const entity of t.get(DataSource).entityMetadatas) {
      const columns = columnsOf(entity.tableName);
      if (columns.size === 0) wrong.push(`${entity.tableName}: no such table`);
      for (const column of entity.columns) {
        const stored = columns.get(column.databaseName);
        const type = column.isArray ? 'ARRAY' : SQL_TYPE[String(column.type)];
        if (!stored) wrong.push(`${entity.tableName}.${column.databaseName}: not in the database`);
        else if (stored.data_type !== type)
          wrong.push(`${entity.tableName}.${column.databaseName}: ${String(column.type)} against ${stored.data_type}`);
        else if ((stored.is_nullable === 'YES') !== column.isNullable)
          wrong.push(`${entity.tableName}.${column.databaseName}: nullability`);
        columns.delete(column.databaseName);
      }
      for (const name of columns.keys()) wrong.push(`${entity.tableName}.${name}: not in the entity`);
    }
    expect(wrong).toEqual([]);
  });
});
