import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { ExamSessionInput } from './exam-session.dto.js';
import { ExamSessionRepository } from './exam-session.repository.js';
import { EntryScope, columnsOf } from './session-input.js';

@Injectable()
export class CreateSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: OrganisationScope,
    private readonly entryScope: EntryScope,
    private readonly sessions: ExamSessionRepository,
    private readonly entries: EntriesRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, input: ExamSessionInput): Promise<string> {
    const columns = columnsOf(input);
    return this.uow.run(ctx, async (tx) => {
      const organisation = await this.scope.defaultOrganisation(tx, 'exams.session.write', input.organisationId);
      await this.entryScope.require(tx, 'exams.session.write', input.entries);
      const id = uuidv7();
      await this.sessions.insert(tx, {
        ...columns,
        id,
        organisationId: organisation.id,
        status: 'draft',
        createdBy: ctx.accountIdOrNull,
        createdAt: this.clock.now(),
        publishedAt: null,
        cancelledAt: null,
        cancelledReason: null,
        version: 1,
        extensionSeconds: 0,
        endsAt: null,
        pausedAt: null,
        pausedSeconds: 0,
        corrections: [],
      });
      await this.entries.replaceRules(tx, id, input.entries);
      await this.audit.append(tx, {
        action: 'exams.session.create',
        subject: { type: 'exam-session', id },
        organisationId: organisation.enterprise_id,
        detail: { title: columns.title },
      });
      return id;
    });
  }
}
