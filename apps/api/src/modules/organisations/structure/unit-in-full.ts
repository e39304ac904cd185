/**
 * SQL: a unit's name with those of the units above it, 综采队 / 二班, because every team of a mine has a 二班. Of an enterprise,
 * which has none above it, its own name. A look at the table for each row: where many people stand in few units, ask once a unit.
 * @param path an expression: the unit's organisation.path
 * @param name an expression: the unit's organisation.name
 */
export const unitInFullSql = (path: string, name: string): string =>
  `coalesce(nullif(unit_path(${path}), ''), ${name})`;
