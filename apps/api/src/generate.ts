import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppModule } from './app.module.js';
import { generatedFiles } from './generated-files.js';
import { loadConfig } from './platform/config/config.js';
import { createApp } from './platform/http/create-app.js';
import { createLogger } from './platform/logging/logger.js';

// `node dist/generate.js --without-database ROOT` writes what is derived from the code: the OpenAPI document and the reference pages.
const config = loadConfig({
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  DATA_DIR: join(tmpdir(), `zhian-generate-${process.pid}`),
  LOG_LEVEL: 'warn',
});
const app = await createApp(AppModule.forRoot(config), config, createLogger(config, 'generate'));
const root = process.argv.at(-1) ?? '.';
for (const [path, text] of Object.entries(generatedFiles(app))) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
process.exit(0);
