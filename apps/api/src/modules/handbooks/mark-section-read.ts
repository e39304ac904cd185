import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { ComposedHandbooks } from './composed-handbook.js';

/**
 * «I have read this section.» The row is its own evidence and is never changed; the audit chain gets the receipt, not
 * every page that is turned, because the chain serialises a whole enterprise.
 */
@Injectable()
export class MarkSectionRead {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly handbooks: ComposedHandbooks,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, sectionId: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      if (!(await this.handbooks.holdsSection(tx, ctx.personId, sectionId))) throw new DomainError('not-found');
      await tx.query(
        `INSERT INTO section_reading (person_id, section_id, read_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [ctx.personId, sectionId, this.clock.now()],
      );
    });
  }
}
