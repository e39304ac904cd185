import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Queue, Worker, type Job, type JobsOptions, type ConnectionOptions } from 'bullmq';
import { CONFIG, type Config } from '../config/config.js';
import { queueConnection } from './connection.js';

export type JobData = Record<string, unknown>;

/** BullMQ on PostgreSQL by default and on Redis with REDIS_URL; the same code either way. Jobs carry ids, never personal data. */
@Injectable()
export class Queues implements BeforeApplicationShutdown {
  private readonly logger = new Logger('queue');
  private readonly queues = new Map<string, Queue<JobData>>();
  private readonly workers: Worker<JobData>[] = [];

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async add(queue: string, name: string, data: JobData, options: JobsOptions = {}): Promise<void> {
    await this.queue(queue).add(name, data, {
      attempts: 5,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: { count: 100 },
      removeOnFail: { count: 1000 },
      ...options,
    });
  }

  work(queue: string, concurrency: number, handler: (job: Job<JobData>) => Promise<void>): void {
    const worker = new Worker<JobData>(queue, handler, { connection: this.connection(), concurrency });
    worker.on('error', (error) => this.logger.warn(`${queue}: ${error.message}`));
    worker.on('failed', (job, error) =>
      this.logger.error(`${queue}/${job?.name ?? '?'} ${job?.id ?? ''} failed: ${error.message}`),
    );
    this.workers.push(worker);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queue(name: string): Queue<JobData> {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = new Queue<JobData>(name, { connection: this.connection() });
      queue.on('error', (error) => this.logger.warn(`${name}: ${error.message}`));
      this.queues.set(name, queue);
    }
    return queue;
  }

  private connection(): ConnectionOptions {
    return queueConnection(this.config);
  }
}
