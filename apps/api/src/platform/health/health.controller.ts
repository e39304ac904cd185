import { Controller, Get, Res, VERSION_NEUTRAL, Version } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SqlPool } from '../db/sql-pool.js';
import { Public } from '../http/permissions.js';
import { Lifecycle } from './lifecycle.js';

@Controller('health')
export class HealthController {
  constructor(
    private readonly sql: SqlPool,
    private readonly lifecycle: Lifecycle,
  ) {}

  @Get('live')
  @Version(VERSION_NEUTRAL)
  @Public('a supervisor asks before anyone signs in')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Not ready while PostgreSQL is away or while draining, so that a load balancer sends nobody here. */
  @Get('ready')
  @Version(VERSION_NEUTRAL)
  @Public('a load balancer asks before anyone signs in')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: 'ok' | 'draining' | 'database-away' }> {
    const status = this.lifecycle.draining
      ? 'draining'
      : await this.sql.pool.query('SELECT 1').then(
          () => 'ok' as const,
          () => 'database-away' as const,
        );
    if (status !== 'ok') void reply.status(503);
    return { status };
  }
}
