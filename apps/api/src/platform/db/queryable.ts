import { getMetadataArgsStorage } from 'typeorm';

/** What a transaction of UnitOfWork and a statement or transaction of SqlPool have in common. */
export interface Queryable {
  /** Values go through parameters only; the text is constant, because SqlPool prepares each text once per connection. */
  query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
}

/**
 * The columns of an entity under its property names, so that rows of a plain statement are the entity: on hot paths the query
 * builder costs more than the query. Columns with `select: false` are left out, as TypeORM does.
 */
// oxlint-disable-next-line no-unsafe-function-type -- TypeORM's own word for an entity class
export function selectList(entity: Function, alias: string): string {
  return getMetadataArgsStorage()
    .filterColumns(entity)
    .filter((column) => column.options.select !== false)
    .map((column) => `${alias}."${column.options.name ?? column.propertyName}" AS "${column.propertyName}"`)
    .join(', ');
}
