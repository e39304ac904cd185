import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { KioskExams, type KioskExamSource } from '../../identity/index.js';
import { OrganisationScope } from '../../organisations/index.js';

/** Answers what shared devices ask about exams. */
@Injectable()
export class ExamsAtKiosks implements KioskExamSource, OnModuleInit {
  constructor(
    private readonly kiosks: KioskExams,
    private readonly scope: OrganisationScope,
  ) {}

  onModuleInit(): void {
    this.kiosks.register(this);
  }

  async titles(tx: ReadTx, examSessionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; title: string }>(
      `SELECT id, title FROM exam_session WHERE id = ANY($1::uuid[])`,
      [examSessionIds],
    );
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  async mayBind(tx: ReadTx, permission: string, examSessionId: string): Promise<boolean> {
    const parameters: unknown[] = [examSessionId];
    const scope = this.scope.filter(tx.ctx, permission).sql('o', parameters);
    const exam = await tx.one(
      `SELECT s.id FROM exam_session s JOIN organisation o ON o.id = s.organisation_id WHERE s.id = $1 AND s.status = 'published' AND ${scope}`,
      parameters,
    );
    return exam !== null;
  }

  async sitting(tx: ReadTx, personIds: readonly string[]): Promise<readonly string[]> {
    const rows = await tx.query<{ person_id: string }>(
      `SELECT DISTINCT person_id FROM attempt WHERE person_id = ANY($1::uuid[]) AND status = 'open' AND mode = 'screen'`,
      [personIds],
    );
    return rows.map(({ person_id: personId }) => personId);
  }
}
