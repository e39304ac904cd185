// The application's role and database inside a cluster.
import { withClient } from './cluster.mjs';

const quote = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;

/** What the application's role may not do: policies bind it and it can neither become nor create anybody else. */
export const ROLE_LIMITS = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';

/** Creates the role or brings it back to its limits and password. */
export async function ensureRole(client, role, password) {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  await client.query(
    `${found.rowCount ? 'ALTER' : 'CREATE'} ROLE ${quote(role)} ${ROLE_LIMITS} PASSWORD ${literal(password)}`,
  );
}

/** Creates the database owned by the role unless it is there; nobody else may connect to it. */
export async function ensureDatabase(client, database, role) {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (found.rowCount) return;
  await client.query(`CREATE DATABASE ${quote(database)} OWNER ${quote(role)} TEMPLATE template0 ENCODING 'UTF8'`);
  await client.query(`REVOKE ALL ON DATABASE ${quote(database)} FROM PUBLIC`);
}

/** Role and database of the product. */
export const ensureApplication = (adminUrl, { role, password, database }) =>
  withClient(adminUrl, async (client) => {
    await ensureRole(client, role, password);
    await ensureDatabase(client, database, role);
  });
