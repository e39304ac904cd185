import { join } from 'node:path';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { Clock, SystemClock } from './clock/clock.js';
import { CONFIG, type Config } from './config/config.js';
import { FieldCipher } from './crypto/field-cipher.js';
import { KeyStore } from './crypto/key-store.js';
import { DatabaseModule } from './db/database.module.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { validationPipe } from './errors/validation.js';
import { HealthController } from './health/health.controller.js';
import { Lifecycle } from './health/lifecycle.js';
import { Metrics } from './health/metrics.js';
import { ExpendableWork } from './http/expendable.js';
import { ForgetIdempotencyKeys } from './http/forget-idempotency-keys.js';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.js';
import { OpenApiController, OpenApiDocument } from './http/openapi.js';
import { Outbox } from './outbox/outbox.js';
import { LiveStreams } from './live/live-streams.js';
import { Notices } from './live/notices.js';
import { OutboxRelay } from './outbox/relay.js';
import { Subscribers } from './outbox/subscribers.js';
import { Queues } from './queue/queues.js';
import { Sweepers } from './queue/sweepers.js';
import { DiskStorage, Storage } from './storage/storage.js';

@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, DatabaseModule],
      controllers: [HealthController, OpenApiController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: KeyStore, useFactory: () => new KeyStore(config.DATA_DIR) },
        { provide: FieldCipher, inject: [KeyStore], useFactory: (keys: KeyStore) => new FieldCipher(keys.fields) },
        { provide: Storage, useFactory: () => new DiskStorage(join(config.DATA_DIR, 'files')) },
        { provide: Metrics, useValue: new Metrics() },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
        IdempotencyInterceptor,
        ExpendableWork,
        ForgetIdempotencyKeys,
        Lifecycle,
        LiveStreams,
        Notices,
        OpenApiDocument,
        Outbox,
        OutboxRelay,
        Queues,
        Subscribers,
        Sweepers,
      ],
      exports: [
        ExpendableWork,
        OpenApiDocument,
        CONFIG,
        Clock,
        KeyStore,
        FieldCipher,
        Storage,
        Metrics,
        Lifecycle,
        LiveStreams,
        Notices,
        Outbox,
        OutboxRelay,
        Queues,
        Subscribers,
        Sweepers,
        DiscoveryModule,
      ],
    };
  }
}
