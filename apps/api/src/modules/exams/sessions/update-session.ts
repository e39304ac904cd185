import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { ExamSessionInput } from './exam-session.dto.js';
import { ExamSessionRepository } from './exam-session.repository.js';
import { OwnSession } from './own-session.js';
import { EntryScope, columnsOf } from './session-input.js';

/** Changes a draft; what is published stays as the candidates have seen it. */
@Injectable()
export class UpdateSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnSession,
    private readonly entryScope: EntryScope,
    private readonly sessions: ExamSessionRepository,
    private readonly entries: EntriesRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, version: number, input: ExamSessionInput): Promise<void> {
    const columns = columnsOf(input);
    await this.uow.run(ctx, async (tx) => {
      const { session, organisation } = await this.own.lock(tx, 'exams.session.write', id);
      if (session.status !== 'draft') throw new DomainError('session-not-draft');
      requireVersion(version, session.version);
      await this.entryScope.require(tx, 'exams.session.write', input.entries);
      await this.sessions.update(tx, id, columns, version + 1);
      await this.entries.replaceRules(tx, id, input.entries);
      await this.audit.append(tx, {
        action: 'exams.session.update',
        subject: { type: 'exam-session', id },
        organisationId: organisation.enterprise_id,
        detail: { version: version + 1 },
      });
    });
  }
}
