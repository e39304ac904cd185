import { AppModule } from './app.module.js';
import { boot, drainOnSignal, endOnUncaught } from './boot.js';
import { Metrics } from './platform/health/metrics.js';
import { Lifecycle } from './platform/health/lifecycle.js';
import { createApp } from './platform/http/create-app.js';
import { serveOpenApi } from './platform/http/openapi.js';

const { config, logger } = boot('api');
endOnUncaught(logger);
const app = await createApp(AppModule.forRoot(config), config, logger);
serveOpenApi(app);
const metrics = await app.get(Metrics).listen(config);
await app.listen({ port: config.PORT, host: config.HOST });
drainOnSignal(
  [
    { close: async () => void (app.get(Lifecycle).draining = true) },
    { close: () => app.close() },
    { close: async () => void metrics?.close() },
  ],
  logger,
);
logger.info({ url: config.PUBLIC_URL }, 'listening');
