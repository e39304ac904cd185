import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CertificateOverflowError, InvalidCertificateFieldsError, MissingGlyphsError } from '@zhian/certificates';
import { Clock, civilDate } from '../../platform/clock/clock.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Subscribers } from '../../platform/outbox/subscribers.js';
import { Sweepers } from '../../platform/queue/sweepers.js';
import { Audit } from '../audit/index.js';
import { requirementMet, type RequirementMet } from '../training-plans/index.js';
import type { HoldReason } from './certificate.entity.js';
import { fieldsOf } from './certificate-fields.js';
import { CertificatePress } from './certificate-press.js';
import { CertificateRepository } from './certificate.repository.js';

const HOUR_MS = 3_600_000;

export type IssueOutcome = 'issued' | 'already' | 'not-wanted' | 'held';

/**
 * Issues the certificate that a met requirement earns: exactly one in effect per (person, plan, period), whatever is delivered
 * twice or dies half-way (contract 15, law A36). Row, number, signature, audit entry and inbox mark are one transaction; the
 * file follows it (StoreCertificateFile). What cannot be printed is not signed: it is held, on record, and tried again.
 */
@Injectable()
export class IssueCertificate implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly certificates: CertificateRepository,
    private readonly press: CertificatePress,
    private readonly audit: Audit,
    private readonly subscribers: Subscribers,
    private readonly sweepers: Sweepers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.subscribers.register({
      name: 'certificates.requirement-met',
      event: requirementMet,
      handle: async (tx, met) => void (await this.execute(tx, met)),
    });
    this.sweepers.register(
      'certificates.holds',
      HOUR_MS,
      async () => void (await this.retryHolds(new Date(this.clock.now().getTime() - HOUR_MS))),
    );
  }

  async execute(tx: Tx, met: RequirementMet): Promise<IssueOutcome> {
    const plan = await this.certificates.plan(tx, met.planId);
    if (!plan?.issuesCertificate) return 'not-wanted';
    if (await this.certificates.existsFor(tx, met)) return 'already';
    const metAt = new Date(met.metAt);
    const holder = await this.certificates.holder(tx, plan, met.personId, civilDate(metAt), this.clock.today());
    const pass = await this.certificates.pass(tx, met.attemptId);
    // Taken back by a re-grade before this was delivered.
    if (!pass) return 'not-wanted';
    if (!holder) return this.hold(tx, met, 'not-employed', 'no employment in the audience');
    const fields = fieldsOf(
      {
        holderName: holder.name,
        holderIdMasked: holder.idMasked,
        enterpriseName: holder.enterpriseName,
        regionCode: holder.regionCode,
        postNames: holder.postNames ?? [],
        programme: plan.title,
        issuer: plan.certificateIssuer ?? plan.organisationName,
        validMonths: plan.certificateValidMonths,
        metAt,
        scoreHundredths: pass.score,
        maxHundredths: pass.maxScore,
        passHundredths: pass.passHundredths,
      },
      randomBytes(16),
      this.config.PUBLIC_URL,
    );
    const signature = await this.press.sign(fields).catch((error: unknown) => {
      if (isUnprintable(error)) return error;
      throw error;
    });
    if (signature instanceof Error) return this.hold(tx, met, 'unprintable', signature.message);
    const id = uuidv7();
    const issued = await this.certificates.insert(tx, {
      id,
      number: fields.number,
      verificationCode: fields.verificationCode,
      personId: met.personId,
      organisationId: holder.organisationId,
      planId: met.planId,
      attemptId: met.attemptId,
      period: met.period,
      fields,
      signature,
      issuedOn: fields.issuedOn,
      issuedAt: this.clock.now(),
      validUntil: fields.validUntil,
    });
    if (!issued) return 'already';
    await this.audit.append(tx, {
      action: 'certificates.certificate.issue',
      subject: { type: 'certificate', id },
      organisationId: holder.organisationId,
      detail: {
        number: fields.number,
        planId: met.planId,
        period: met.period,
        attemptId: met.attemptId,
        personId: met.personId,
      },
    });
    return 'issued';
  }

  /** Tries what is held again, each once; the number of certificates issued. */
  async retryHolds(triedBefore: Date): Promise<number> {
    const now = this.clock.now();
    const before = triedBefore < now ? triedBefore : now;
    for (let issued = 0; ;) {
      const outcome = await this.uow.run(Ctx.system('certificates.holds'), async (tx) => {
        const hold = await this.certificates.takeHold(tx, before);
        if (!hold) return null;
        const result = await this.execute(tx, { ...hold, metAt: hold.metAt.toISOString() });
        if (result !== 'held') await this.certificates.release(tx, hold.requirementId, hold.personId);
        return result;
      });
      if (outcome === null) return issued;
      if (outcome === 'issued') issued++;
    }
  }

  private async hold(tx: Tx, met: RequirementMet, reason: HoldReason, detail: string): Promise<IssueOutcome> {
    await this.certificates.hold(tx, { ...met, metAt: new Date(met.metAt), reason, detail }, this.clock.now());
    return 'held';
  }
}

function isUnprintable(error: unknown): error is Error {
  return (
    error instanceof MissingGlyphsError ||
    error instanceof CertificateOverflowError ||
    error instanceof InvalidCertificateFieldsError
  );
}
