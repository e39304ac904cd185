import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';

export interface AttemptCertificate {
  readonly attemptId: string;
  readonly number: string;
}
type Source = (tx: ReadTx, attemptIds: readonly string[]) => Promise<AttemptCertificate[]>;

/** Which certificates in effect rest on attempts. Whoever issues them registers; this module knows nothing of certificates. */
@Injectable()
export class CertificatesOfAttempts {
  private readonly sources: Source[] = [];

  register(source: Source): void {
    this.sources.push(source);
  }

  async of(tx: ReadTx, attemptIds: readonly string[]): Promise<AttemptCertificate[]> {
    if (attemptIds.length === 0) return [];
    const found: AttemptCertificate[] = [];
    for (const source of this.sources) found.push(...(await source(tx, attemptIds)));
    return found;
  }
}
