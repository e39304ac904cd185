// One throw-away PostgreSQL cluster for the whole run, unless a superuser's URL is given.
export default async function globalSetup() {
  if (process.env.ZHIAN_TEST_DATABASE_ADMIN_URL) return;
  const { startTestPostgres } = await import('./postgres.mjs');
  const cluster = await startTestPostgres();
  globalThis.zhianTestCluster = cluster;
  process.env.ZHIAN_TEST_DATABASE_ADMIN_URL = cluster.adminUrl;
}
