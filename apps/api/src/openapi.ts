import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from './app.module.js';
import { loadConfig } from './platform/config/config.js';
import { createApp } from './platform/http/create-app.js';
import { openApiDocument } from './platform/http/openapi.js';
import { createLogger } from './platform/logging/logger.js';

// Writes the OpenAPI document without a database: `node dist/openapi.js --without-database FILE`.
const config = loadConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', DATA_DIR: join(tmpdir(), `zhian-openapi-${process.pid}`), LOG_LEVEL: 'warn' });
const app = await createApp(AppModule.forRoot(config), config, createLogger(config, 'openapi'));
const file = process.argv.at(-1) ?? 'openapi.json';
writeFileSync(file, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
process.exit(0);
