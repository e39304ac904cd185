import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/db/tx.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Audit } from '../audit/index.js';
import { CORRECTED } from './certificate.entity.js';
import { correctedFields, saysOtherwise } from './certificate-fields.js';
import { CertificatePress } from './certificate-press.js';
import { CertificateRepository, type StoredCertificate } from './certificate.repository.js';

/**
 * 更正换发. What was signed is never changed: where a re-grade moved the score of a pass, a new certificate says the new one, and
 * the old one says at its verification that it was corrected, and by which. What the attempt says now counts, not what the event
 * said, so the order in which events arrive does not matter, and a second delivery finds nothing to do.
 */
@Injectable()
export class ReissueCertificate {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly certificates: CertificateRepository,
    private readonly press: CertificatePress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, attemptId: string): Promise<void> {
    const certificates = await this.certificates.lockEffective(tx, attemptId);
    const pass = certificates.length > 0 && (await this.certificates.pass(tx, attemptId));
    if (!pass) return;
    const result = { scoreHundredths: pass.score, maxHundredths: pass.maxScore, passHundredths: pass.passHundredths };
    for (const old of certificates) {
      if (!saysOtherwise(old.fields, result)) continue;
      const fields = correctedFields(old.fields, result, randomBytes(16), this.config.PUBLIC_URL);
      const signature = await this.press.sign(fields);
      await this.replace(tx, old, {
        ...old,
        id: uuidv7(),
        number: fields.number,
        verificationCode: fields.verificationCode,
        fields,
        signature,
      });
    }
  }

  private async replace(tx: Tx, old: StoredCertificate, corrected: StoredCertificate): Promise<void> {
    const now = this.clock.now();
    await this.certificates.revoke(tx, old.id, { at: now, reason: CORRECTED, by: null });
    if (!(await this.certificates.insert(tx, { ...corrected, issuedAt: now })))
      throw new Error(`another certificate took the place of ${old.number}`);
    await this.certificates.supersede(tx, old.id, corrected.id);
    const { organisationId, planId, period, attemptId, personId } = old;
    await this.audit.append(tx, {
      action: 'certificates.certificate.revoke',
      subject: { type: 'certificate', id: old.id },
      organisationId,
      detail: { number: old.number, reason: CORRECTED, attemptId, supersededBy: corrected.number },
    });
    await this.audit.append(tx, {
      action: 'certificates.certificate.issue',
      subject: { type: 'certificate', id: corrected.id },
      organisationId,
      detail: { number: corrected.number, planId, period, attemptId, personId, supersedes: old.number },
    });
  }
}
