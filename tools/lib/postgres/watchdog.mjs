// `node watchdog.mjs BASE`: when the process at the other end of stdin is gone, however it ended, stops the throw-away cluster
// in BASE/data by its own pid file and removes BASE.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { endRecorded } from '../process.mjs';
import { livingPostmaster } from './cluster.mjs';

const base = process.argv[2];
process.stdin.resume();
process.stdin.on('end', async () => {
  const postmaster = livingPostmaster(join(base, 'data'));
  if (postmaster) {
    await endRecorded(postmaster, [
      ['SIGQUIT', 10_000],
      ['SIGKILL', 5000],
    ]);
  }
  rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
