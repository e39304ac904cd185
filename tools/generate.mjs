// `npm run generate`: writes what is derived from the code: OpenAPI, the typed web client, docs/problems.md, docs/config.md, docs/permissions.md.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { nx } from './lib/build.mjs';
import { root } from './lib/paths.mjs';

const run = (program, ...args) => execFileSync(program, args, { cwd: root, stdio: 'inherit' });
const webRequire = createRequire(join(root, 'apps/web/package.json'));
const openapiTypescript = join(dirname(webRequire.resolve('openapi-typescript/package.json')), 'bin', 'cli.js');

const [program, args] = nx('run', '@zhian/api:build');
run(program, ...args);
run(process.execPath, 'apps/api/dist/generate.js', '--without-database', root);
run(process.execPath, openapiTypescript, 'apps/api/openapi.json', '-o', 'apps/web/src/shared/api/schema.d.ts');
