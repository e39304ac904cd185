import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { UnreadableCsvError } from '../read-csv.js';
import { REGION_LEVELS, codesAbove } from './region-code.js';
import { readRegionFile, type RegionLine } from './read-region-file.js';
import { RegionRepository } from './region.repository.js';

export interface RegionImportResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Takes over an official table of divisions, whole or not at all. Codes that the file does not name stay: retired codes are
 * still those of old records. The same file again changes nothing.
 */
@Injectable()
export class ImportRegions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionRepository,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, file: { bytes: Uint8Array; fileName: string }): Promise<RegionImportResult> {
    const lines = read(file.bytes);
    return this.uow.run(ctx, async (tx) => {
      await this.regions.lockForImport(tx);
      const withParents = await this.withParents(tx, lines);
      const total = { added: 0, changed: 0 };
      for (const level of REGION_LEVELS) {
        const ofLevel = withParents.filter((line) => line.level === level);
        if (ofLevel.length === 0) continue;
        const { added, changed } = await this.regions.upsert(tx, ofLevel, this.clock.today());
        total.added += added;
        total.changed += changed;
      }
      const result = { ...total, unchanged: lines.length - total.added - total.changed };
      await this.audit.append(tx, {
        action: 'organisations.region.import',
        subject: { type: 'region', id: 'table' },
        organisationId: null,
        detail: { fileName: file.fileName, ...result },
      });
      return result;
    });
  }

  /** The nearest code above that the file or the table has; some cities have no counties between them and their towns. */
  private async withParents(tx: Tx, lines: readonly RegionLine[]): Promise<(RegionLine & { parent: string | null })[]> {
    const inFile = new Set(lines.map((line) => line.code));
    const outside = [...new Set(lines.flatMap((line) => codesAbove(line.code)))].filter((code) => !inFile.has(code));
    const known = await this.regions.knownOf(tx, outside);
    return lines.map((line) => {
      const above = codesAbove(line.code);
      const parent = above.find((code) => inFile.has(code) || known.has(code)) ?? null;
      if (parent === null && above.length > 0) {
        throw new DomainError('region-file-unreadable', {
          reason: `${line.code}「${line.name}」的上级 ${above[0]} 还没有，请先导入上级的区划表。`,
        });
      }
      return { ...line, parent };
    });
  }
}

function read(bytes: Uint8Array): RegionLine[] {
  try {
    return readRegionFile(bytes);
  } catch (error) {
    if (error instanceof UnreadableCsvError) throw new DomainError('region-file-unreadable', { reason: error.message });
    throw error;
  }
}
