import { Injectable } from '@nestjs/common';
import { normaliseCertificateNumber } from '@zhian/certificates';
import { Clock, civilDate } from '../../platform/clock/clock.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../platform/http/page.js';
import { OrganisationScope } from '../organisations/index.js';
import { binder, type Bind } from '../training-plans/index.js';
import { CertificateAccess } from './certificate-access.js';
import { statusOf, type CertificateStatus } from './certificate-fields.js';
import type { Certificate, CertificateQuery } from './certificate.dto.js';
import { CERTIFICATE_COLUMNS, type StoredCertificate } from './certificate.repository.js';

export function certificateView(row: StoredCertificate, today: string): Certificate {
  return {
    id: row.id,
    number: row.number,
    title: row.fields.title,
    holderName: row.fields.holderName,
    organisationName: row.fields.organisation,
    programme: row.fields.programme,
    issuedOn: row.issuedOn,
    validUntil: row.validUntil,
    status: statusOf(row, today),
    verificationCode: row.verificationCode,
    scoreHundredths: row.fields.scoreHundredths,
    attemptId: row.attemptId,
    planId: row.planId,
    personId: row.personId,
    revokedOn: row.revokedAt ? civilDate(row.revokedAt) : null,
    revokedReason: row.revokedReason,
  };
}

function statusCondition(status: CertificateStatus, today: string, bind: Bind): string {
  if (status === 'revoked') return `(c.status = 'revoked' AND c.superseded_by IS NULL)`;
  if (status === 'superseded') return `c.superseded_by IS NOT NULL`;
  const date = `${bind(today)}::date`;
  return status === 'valid'
    ? `(c.status = 'effective' AND (c.valid_until IS NULL OR c.valid_until >= ${date}))`
    : `(c.status = 'effective' AND c.valid_until < ${date})`;
}

const RELEASED = `NOT EXISTS (
  SELECT 1 FROM attempt a JOIN exam_session s ON s.id = a.session_id
  WHERE a.id = c.attempt_id AND s.disclose_at = 'close' AND coalesce(s.ends_at, s.closes_at) > least($2::timestamptz, s.paused_at))`;

/** The register, newest first: the office's by scope, a person's own by who he is. */
@Injectable()
export class ListCertificates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly access: CertificateAccess,
    private readonly clock: Clock,
  ) {}

  office(ctx: Ctx, query: CertificateQuery): Promise<Page<Certificate>> {
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const conditions = [this.scope.filter(ctx, 'certificates.certificate.read').sql('o', parameters)];
    if (query.organisationId) conditions.push(`strpos(o.path, ${bind(`/${query.organisationId}/`)}) > 0`);
    if (query.personId) conditions.push(`c.person_id = ${bind(query.personId)}`);
    if (query.status) conditions.push(statusCondition(query.status, this.clock.today(), bind));
    if (query.q) conditions.push(searchCondition(query.q, bind));
    return this.page(ctx, query, conditions, parameters);
  }

  /** One's own, but none that would tell of a pass before the exam's results are released (contract 12). */
  mine(ctx: Ctx, query: PageQuery): Promise<Page<Certificate>> {
    return this.page(ctx, query, ['c.person_id = $1', RELEASED], [ctx.personId, this.clock.now()]);
  }

  one(ctx: Ctx, id: string): Promise<Certificate> {
    return this.uow.read(ctx, async (tx) =>
      certificateView(await this.access.requireOwnOrInScope(tx, id), this.clock.today()),
    );
  }

  private page(ctx: Ctx, query: PageQuery, conditions: string[], parameters: unknown[]): Promise<Page<Certificate>> {
    const bind = binder(parameters);
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    if (after) conditions.push(`(c.issued_at, c.id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`);
    return this.uow.read(ctx, async (tx: ReadTx) => {
      const rows = await tx.query<StoredCertificate>(
        `SELECT ${CERTIFICATE_COLUMNS} FROM certificate c JOIN organisation o ON o.id = c.organisation_id
         WHERE ${conditions.join(' AND ')} ORDER BY c.issued_at DESC, c.id DESC LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.issuedAt.toISOString(), row.id],
        (row) => certificateView(row, this.clock.today()),
      );
    });
  }
}

function searchCondition(q: string, bind: Bind): string {
  const number = normaliseCertificateNumber(q);
  if (number) return `c.number = ${bind(number)}`;
  return `c.fields ->> 'holderName' LIKE ${bind(`%${q.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)}`;
}
