import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { Storage } from '../../platform/storage/storage.js';
import { CertificatePress } from './certificate-press.js';
import { CertificateRepository, type StoredCertificate } from './certificate.repository.js';
import { holds } from './show-verification.js';
import { sha256Of } from './store-certificate-file.js';

export interface CertificateFault {
  readonly id: string;
  readonly number: string;
  readonly why: 'bad-signature' | 'file-missing' | 'file-changed' | 'revocation-undone' | 'row-missing';
}

/** The part of `verify-records` for certificates: signatures, columns, stored files and revocations of all of them. */
@Injectable()
export class VerifyCertificates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly certificates: CertificateRepository,
    private readonly press: CertificatePress,
    private readonly storage: Storage,
  ) {}

  async execute(): Promise<{ certificates: number; faults: CertificateFault[] }> {
    const ctx = Ctx.system('verify-records');
    const faults: CertificateFault[] = [];
    let certificates = 0;
    for (let after: string | null = null; ;) {
      const rows: StoredCertificate[] = await this.uow.read(ctx, (tx) => this.certificates.after(tx, after, 500));
      for (const row of rows) {
        const why = await this.faultOf(row);
        if (why) faults.push({ id: row.id, number: row.number, why });
      }
      certificates += rows.length;
      after = rows.at(-1)?.id ?? null;
      if (after === null) break;
    }
    const undone = await this.uow.read(ctx, (tx) => this.certificates.undoneRevocations(tx));
    const missing = await this.uow.read(ctx, (tx) => this.certificates.vanished(tx));
    return {
      certificates,
      faults: [
        ...faults,
        ...undone.map((row) => ({ ...row, why: 'revocation-undone' as const })),
        ...missing.map((row) => ({ ...row, why: 'row-missing' as const })),
      ],
    };
  }

  private async faultOf(row: StoredCertificate): Promise<CertificateFault['why'] | null> {
    if (!holds(row, this.press)) return 'bad-signature';
    if (!row.fileId) return null;
    const bytes = await this.storage.get(row.fileId).catch(() => null);
    if (!bytes) return 'file-missing';
    return sha256Of(bytes) === row.fileSha256 ? null : 'file-changed';
  }
}
