import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Storage } from '../../platform/storage/storage.js';
import { CertificateAccess } from './certificate-access.js';
import { CertificatePress } from './certificate-press.js';
import type { StoredCertificate } from './certificate.repository.js';
import { StoreCertificateFile, sha256Of } from './store-certificate-file.js';

/**
 * The file, by its holder or within scope. Bytes go out only when they are those whose hash was recorded. Missing or altered
 * bytes are printed again from the signed fields and put back when they come out the same; otherwise nothing is given out,
 * and `verify-records` names the certificate.
 */
@Injectable()
export class ReadCertificateFile {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: CertificateAccess,
    private readonly storeFile: StoreCertificateFile,
    private readonly press: CertificatePress,
    private readonly storage: Storage,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<{ fileName: string; bytes: Buffer }> {
    const found = await this.uow.read(ctx, (tx) => this.access.requireOwnOrInScope(tx, id));
    const certificate = found.fileId ? found : await this.storeFile.execute(id);
    return {
      fileName: `${certificate.fields.title}-${certificate.fields.holderName}.pdf`,
      bytes: await this.bytesOf(certificate),
    };
  }

  private async bytesOf(certificate: StoredCertificate): Promise<Buffer> {
    const { fileId, fileSha256, fields, signature, number } = certificate;
    const stored = fileId ? await this.storage.get(fileId).catch(() => null) : null;
    if (stored && sha256Of(stored) === fileSha256) return stored;
    if (!fileId || this.press.check(fields, signature) !== 'valid')
      throw new DomainError('certificate-damaged', { number });
    const printed = Buffer.from(await this.press.print(fields, signature));
    if (sha256Of(printed) !== fileSha256) throw new DomainError('certificate-damaged', { number });
    await this.storage.put(fileId, printed);
    return printed;
  }
}
