import { Injectable } from '@nestjs/common';
import { OrganisationScope } from '../../organisations/index.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import type { Kiosk, KioskQuery } from './kiosk.dto.js';
import { KioskExams } from './kiosk-exams.js';

const READ = 'identity.kiosk.read';

interface Row {
  id: string;
  organisation_id: string;
  organisation_name: string;
  name: string;
  place: string | null;
  exam_session_id: string | null;
  badge_alone: boolean;
  version: number;
  paired: boolean;
  paired_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const SELECT = `
  SELECT k.id, k.organisation_id, o.name AS organisation_name, k.name, k.place, k.exam_session_id, k.badge_alone, k.version,
    k.credential_hash IS NOT NULL AS paired, k.paired_at, k.last_used_at, k.revoked_at
  FROM kiosk_device k JOIN organisation o ON o.id = k.organisation_id`;

/** The shared devices within the caller's scope, newest first; those out of use too, as a record. */
@Injectable()
export class ListKiosks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly exams: KioskExams,
  ) {}

  async execute(ctx: Ctx, query: KioskQuery): Promise<Page<Kiosk>> {
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const conditions = [this.scope.filter(ctx, READ).sql('o', parameters)];
      if (query.organisationId !== undefined) {
        const { path } = await this.scope.require(tx, READ, query.organisationId);
        conditions.push(`starts_with(o.path, ${bind(path)})`);
      }
      // A v7 id grows with time.
      const after = decodeCursor(query.cursor, ['uuid']);
      if (after) conditions.push(`k.id < ${bind(after[0])}`);
      const rows = await tx.query<Row>(
        `${SELECT}
         WHERE ${conditions.join(' AND ')} ORDER BY k.id DESC LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return this.shown(tx, rows, query.limit);
    });
  }

  /** One device, for the answer of a verb that has looked at the scope. */
  async one(ctx: Ctx, id: string): Promise<Kiosk> {
    return this.uow.read(ctx, async (tx) => {
      const rows = await tx.query<Row>(`${SELECT} WHERE k.id = $1`, [id]);
      const [kiosk] = (await this.shown(tx, rows, 1)).items;
      if (!kiosk) throw new DomainError('not-found');
      return kiosk;
    });
  }

  private async shown(tx: ReadTx, rows: readonly Row[], limit: number): Promise<Page<Kiosk>> {
    const titles = await this.exams.titles(
      tx,
      rows.flatMap(({ exam_session_id: examSessionId }) => examSessionId ?? []),
    );
    return toPage(
      rows,
      limit,
      ({ id }) => [id],
      (row) => kioskOf(row, titles),
    );
  }
}

function kioskOf(row: Row, titles: ReadonlyMap<string, string>): Kiosk {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    name: row.name,
    place: row.place,
    examSessionId: row.exam_session_id,
    examTitle: titles.get(row.exam_session_id ?? '') ?? null,
    badgeAlone: row.badge_alone,
    version: row.version,
    status: row.revoked_at !== null ? 'revoked' : row.paired ? 'paired' : 'waiting',
    pairedAt: row.paired_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
