import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Ctx } from '../../platform/http/context.js';
import { Sweepers } from '../../platform/queue/sweepers.js';
import { StoreFile } from '../files/index.js';
import { CertificatePress } from './certificate-press.js';
import { CertificateRepository, type StoredCertificate } from './certificate.repository.js';

const SWEEP_MS = 5_000;
const BATCH = 50;

/**
 * The PDF of an issued certificate, printed after the row is committed: by the sweeper, or by the first download when that
 * comes earlier. Bytes are stored first and marked in the same transaction as their file's row; the row lock makes it once,
 * and printing the same fields gives the same bytes, so dying between any two steps ends with one file and one hash.
 */
@Injectable()
export class StoreCertificateFile implements OnModuleInit {
  private readonly logger = new Logger('certificates');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly certificates: CertificateRepository,
    private readonly press: CertificatePress,
    private readonly storeFile: StoreFile,
    private readonly sweepers: Sweepers,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('certificates.files', SWEEP_MS, async () => void (await this.sweep()));
  }

  async execute(id: string): Promise<StoredCertificate> {
    const ctx = Ctx.system('certificates.file');
    return this.uow.run(ctx, async (tx) => {
      const certificate = await this.certificates.lock(tx, id);
      if (!certificate) throw new DomainError('not-found');
      if (certificate.fileId) return certificate;
      if (this.press.check(certificate.fields, certificate.signature) !== 'valid') {
        throw new DomainError('certificate-damaged', { number: certificate.number });
      }
      const bytes = await this.press.print(certificate.fields, certificate.signature);
      const file = await this.storeFile.execute(ctx, {
        organisationId: certificate.organisationId,
        purpose: 'document',
        name: `${certificate.number}.pdf`,
        mediaType: 'application/pdf',
        bytes,
      });
      await this.certificates.markFile(tx, id, file.id, file.sha256);
      return { ...certificate, fileId: file.id, fileSha256: file.sha256 };
    });
  }

  /** One certificate that cannot be printed does not keep the others from theirs. */
  async sweep(): Promise<number> {
    const ids = await this.uow.read(Ctx.system('certificates.file'), (tx) => this.certificates.withoutFile(tx, BATCH));
    let stored = 0;
    for (const id of ids) {
      try {
        await this.execute(id);
        stored++;
      } catch (error) {
        this.logger.warn(
          `file of certificate ${id} will be tried again: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    return stored;
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
