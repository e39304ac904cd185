import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import type { EditKioskDto } from './kiosk.dto.js';
import { OwnKiosks } from './own-kiosks.js';

/** Another name or place, another exam, and whether a badge is enough without the PIN. */
@Injectable()
export class EditKiosk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnKiosks,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, version: number, changes: EditKioskDto): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const kiosk = await this.own.lockLive(tx, id);
      requireVersion(version, kiosk.version);
      if (changes.examSessionId) await this.own.requireExam(tx, changes.examSessionId);
      const { name, place, examSessionId, badgeAlone } = changes;
      await tx.query(
        `UPDATE kiosk_device SET name = coalesce($2, name), place = CASE WHEN $3::text IS NULL THEN place ELSE nullif($3, '') END,
           exam_session_id = CASE WHEN $4::boolean THEN $5::uuid ELSE exam_session_id END,
           badge_alone = coalesce($6, badge_alone), version = version + 1
         WHERE id = $1`,
        [
          id,
          name?.trim() ?? null,
          place?.trim() ?? null,
          examSessionId !== undefined,
          examSessionId ?? null,
          badgeAlone ?? null,
        ],
      );
      await this.audit.append(tx, {
        action: 'identity.kiosk.edit',
        subject: { type: 'kiosk', id },
        organisationId: kiosk.enterprise_id,
        detail: { ...changes },
      });
    });
  }
}
