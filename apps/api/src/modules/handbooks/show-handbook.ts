import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { HandbookScope } from './handbook-scope.js';
import type { HandbookDraft, HandbookVersion } from './handbook.dto.js';
import { HandbookRepository } from './handbook.repository.js';

interface ReadableHandbook {
  id: string;
  organisationId: string;
  postId: string | null;
  title: string;
  version: number;
  versionId: string;
}

/** What the editor opens: the draft when there is one, else the published version. */
@Injectable()
export class ShowHandbook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: HandbookScope,
    private readonly handbooks: HandbookRepository,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<HandbookDraft> {
    return this.uow.read(ctx, async (tx) => {
      const { versionId, ...handbook } = await this.find(tx, id);
      const version = await this.handbooks.version(tx, versionId);
      if (!version) throw new DomainError('not-found');
      return {
        ...handbook,
        title: version.title,
        versionNo: version.no,
        status: version.status,
        sections: await this.handbooks.sections(tx, versionId),
      };
    });
  }

  /** What was published, newest first. */
  async versions(ctx: Ctx, id: string): Promise<HandbookVersion[]> {
    return this.uow.read(ctx, async (tx) => {
      await this.find(tx, id);
      const rows = await tx.query<
        Omit<HandbookVersion, 'createdAt' | 'publishedAt'> & { createdAt: Date; publishedAt: Date }
      >(
        `SELECT v.id, v.no, v.title, v.created_at AS "createdAt", v.published_at AS "publishedAt",
                (SELECT count(*)::int FROM handbook_section s WHERE s.version_id = v.id) AS sections
         FROM handbook_version v WHERE v.handbook_id = $1 AND v.status = 'published' ORDER BY v.no DESC LIMIT 200`,
        [id],
      );
      return rows.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        publishedAt: row.publishedAt.toISOString(),
      }));
    });
  }

  private async find(tx: ReadTx, id: string): Promise<ReadableHandbook> {
    const parameters: unknown[] = [id];
    const found = await tx.one<ReadableHandbook>(
      `SELECT h.id, h.organisation_id AS "organisationId", h.post_id AS "postId", h.title, h.version,
              coalesce(h.draft_version_id, h.published_version_id) AS "versionId"
       FROM handbook h WHERE h.id = $1 AND ${this.scope.mayRead(tx, 'h.organisation_id', parameters)}`,
      parameters,
    );
    if (!found) throw new DomainError('not-found');
    return found;
  }
}
