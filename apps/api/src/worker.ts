import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { boot, drainOnSignal, endOnUncaught } from './boot.js';
import { NestLogger } from './platform/logging/logger.js';
import { OutboxRelay } from './platform/outbox/relay.js';
import { Sweepers } from './platform/queue/sweepers.js';

const { config, logger } = boot('worker');
endOnUncaught(logger);
const app = await NestFactory.createApplicationContext(AppModule.forRoot(config), {
  logger: new NestLogger(logger),
  abortOnError: false,
});
await app.get(OutboxRelay).start();
app.get(Sweepers).start();
drainOnSignal([app], logger);
logger.info('working');
