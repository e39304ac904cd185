import { Injectable } from '@nestjs/common';
import { normaliseVerificationCode } from '@zhian/certificates';
import { Clock, civilDate } from '../../platform/clock/clock.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { maskName, statusOf } from './certificate-fields.js';
import type { Verification } from './certificate.dto.js';
import { CertificatePress } from './certificate-press.js';
import { CertificateRepository, type StoredCertificate } from './certificate.repository.js';

/**
 * What the public page says about a code (CRT-2). The signature is checked at every answer: a row that was changed in the
 * database is `invalid`, and nothing of it is repeated.
 */
@Injectable()
export class ShowVerification {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly certificates: CertificateRepository,
    private readonly press: CertificatePress,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, typed: string): Promise<Verification> {
    const nothing = {
      checkedAt: this.clock.now().toISOString(),
      certificate: null,
      signature: null,
      revokedOn: null,
      revokedReason: null,
      replacedBy: null,
    };
    const code = normaliseVerificationCode(typed);
    const found =
      code &&
      (await this.uow.read(ctx, async (tx) => {
        const row = await this.certificates.byCode(tx, code);
        return row && { row, newest: await this.newest(tx, row) };
      }));
    if (!found) return { status: 'unknown', ...nothing };
    const { row, newest } = found;
    if (!holds(row, this.press)) return { status: 'invalid', ...nothing };
    const { verificationCode: _code, verificationUrl: _url, ...printed } = row.fields;
    return {
      ...nothing,
      status: statusOf(row, this.clock.today()),
      certificate: { ...printed, holderName: maskName(row.fields.holderName) },
      signature: { ...row.signature },
      revokedOn: row.revokedAt ? civilDate(row.revokedAt) : null,
      revokedReason: row.revokedReason,
      replacedBy: newest?.number ?? null,
    };
  }

  /** The one that counts instead: at the end, where a result was corrected more than once. */
  private async newest(tx: ReadTx, row: StoredCertificate): Promise<StoredCertificate | null> {
    let newest: StoredCertificate | null = null;
    for (let next = row.supersededBy; next; next = newest?.supersededBy ?? null)
      newest = await this.certificates.find(tx, next);
    return newest;
  }
}

/** The signature is good, and the columns that answers are made of say what was signed. */
export function holds(row: StoredCertificate, press: CertificatePress): boolean {
  const { fields } = row;
  return (
    press.check(fields, row.signature) === 'valid' &&
    fields.number === row.number &&
    fields.verificationCode === row.verificationCode &&
    fields.issuedOn === row.issuedOn &&
    fields.validUntil === row.validUntil
  );
}
