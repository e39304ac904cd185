import { Injectable } from '@nestjs/common';
import { OrganisationScope } from '../../organisations/index.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { KioskExams } from './kiosk-exams.js';

const WRITE = 'identity.kiosk.write';

export interface OwnKiosk {
  readonly id: string;
  readonly enterprise_id: string;
  readonly revoked_at: Date | null;
  readonly version: number;
}

/** Devices and exams within the reach of whoever looks after shared devices. */
@Injectable()
export class OwnKiosks {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly exams: KioskExams,
  ) {}

  /** A device within the caller's scope, locked; also one that is out of use. */
  async lock(tx: Tx, id: string): Promise<OwnKiosk> {
    const parameters: unknown[] = [id];
    const scope = this.scope.filter(tx.ctx, WRITE).sql('o', parameters);
    const kiosk = await tx.one<OwnKiosk>(
      `SELECT k.id, o.enterprise_id, k.revoked_at, k.version FROM kiosk_device k JOIN organisation o ON o.id = k.organisation_id
       WHERE k.id = $1 AND ${scope} FOR UPDATE OF k`,
      parameters,
    );
    if (!kiosk) throw new DomainError('not-found');
    return kiosk;
  }

  async lockLive(tx: Tx, id: string): Promise<OwnKiosk> {
    const kiosk = await this.lock(tx, id);
    if (kiosk.revoked_at !== null) throw new DomainError('kiosk-revoked');
    return kiosk;
  }

  async requireExam(tx: ReadTx, examSessionId: string): Promise<void> {
    if (await this.exams.mayBind(tx, WRITE, examSessionId)) return;
    throw new DomainError('validation-failed', { count: 1 }, [
      { pointer: '/examSessionId', code: 'exam', message: '没有这场已发布的考试' },
    ]);
  }
}
