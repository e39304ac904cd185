import { Injectable, Logger } from '@nestjs/common';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import type { Queryable } from '../../../platform/db/queryable.js';
import { remember } from '../remember.js';
import { keysOf } from './pack-keys.js';
import { PackRepository } from './pack.repository.js';
import type { KnownPack } from './unlock-paper.js';

const MAX_KNOWN = 20;
/** What a master key is encrypted for. */
export const PACK_KEY_PURPOSE = 'exam_pack.key';

/** Packs in memory, opened: a pack never changes, so a copy cannot be stale. */
@Injectable()
export class KnownPacks {
  private readonly logger = new Logger(KnownPacks.name);
  private readonly known = new Map<string, KnownPack>();
  private readonly loading = new Map<string, Promise<KnownPack | null>>();

  constructor(
    private readonly packs: PackRepository,
    private readonly cipher: FieldCipher,
  ) {}

  /** null when there is no pack with this id, or when it cannot be opened: nobody's start fails for want of a pack. */
  async find(sql: Queryable, id: string): Promise<KnownPack | null> {
    return this.known.get(id) ?? this.loading.get(id) ?? this.load(sql, id);
  }

  /** Once, however many start at the same moment. */
  private load(sql: Queryable, id: string): Promise<KnownPack | null> {
    const loading = this.read(sql, id)
      .catch((error: unknown) => {
        this.logger.error(error);
        return null;
      })
      .finally(() => this.loading.delete(id));
    this.loading.set(id, loading);
    return loading;
  }

  private async read(sql: Queryable, id: string): Promise<KnownPack | null> {
    const secrets = await this.packs.secretsOf(sql, id);
    if (!secrets) return null;
    const { sessionId, layout, sealedKey } = secrets;
    const master = Buffer.from(this.cipher.decrypt(sealedKey, PACK_KEY_PURPOSE), 'base64');
    const pack: KnownPack = {
      id,
      sessionId,
      places: new Map(layout.map(([versionId, optionOrder], item) => [versionId, { item, optionOrder }])),
      keys: keysOf(master, layout.length),
    };
    remember(this.known, id, pack, MAX_KNOWN);
    return pack;
  }
}
