import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { Audit } from '../../audit/index.js';
import { StoreFile } from '../../files/index.js';
import { QuestionContents } from '../../questions/index.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { PACK_KEY_PURPOSE } from './known-packs.js';
import { MASTER_KEY_BYTES } from './pack-keys.js';
import { MOST_BYTES, MOST_QUESTIONS } from './pack-window.js';
import type { PackRow } from './pack.entity.js';
import { PackRepository } from './pack.repository.js';
import { sealPack } from './seal-pack.js';

const EVERY_MS = 60_000;

type PackContent = Omit<PackRow, 'id' | 'sessionId' | 'builtAt'>;
const TOO_LARGE: PackContent = { fileId: null, size: null, sha256: null, layout: null, sealedKey: null };

/** Makes the packs of large exams a day before they open. A session whose pool is too large for one is noted as such. */
@Injectable()
export class BuildPacks implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly sessions: ExamSessionRepository,
    private readonly questions: QuestionContents,
    private readonly files: StoreFile,
    private readonly packs: PackRepository,
    private readonly cipher: FieldCipher,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('exams.packs', EVERY_MS, async () => {
      while (await this.execute());
    });
  }

  /** One session in one transaction; several workers share the work. False when none is due. */
  async execute(): Promise<boolean> {
    return this.uow.run(Ctx.system('build-packs'), async (tx) => {
      const now = this.clock.now();
      const session = await this.packs.takeDue(tx, now);
      if (!session) return false;
      const pool = await this.sessions.poolOf(tx, session.id);
      const versionIds = pool.map(({ versionId }) => versionId);
      const content = await this.seal(tx, session.organisationId, versionIds);
      await this.packs.insert(tx, { id: uuidv7(now.getTime()), sessionId: session.id, builtAt: now, ...content });
      await this.audit.append(tx, {
        action: 'exams.pack.build',
        subject: { type: 'exam-session', id: session.id },
        organisationId: session.enterpriseId,
        detail: { questions: pool.length, size: content.size, sha256: content.sha256 },
      });
      return true;
    });
  }

  private async seal(tx: Tx, organisationId: string, versionIds: readonly string[]): Promise<PackContent> {
    if (versionIds.length > MOST_QUESTIONS) return TOO_LARGE;
    const master = randomBytes(MASTER_KEY_BYTES);
    const contents = await this.questions.byVersion(tx, versionIds);
    const { bytes, layout } = sealPack(contents, { master, orderSeed: randomBytes(32).toString('hex') });
    if (bytes.length > MOST_BYTES) return TOO_LARGE;
    const { id, size, sha256 } = await this.files.execute(tx.ctx, {
      organisationId,
      purpose: 'document',
      name: 'pack.bin',
      mediaType: 'application/vnd.zhian.question-pack',
      bytes,
    });
    const sealedKey = this.cipher.encrypt(master.toString('base64'), PACK_KEY_PURPOSE);
    return { fileId: id, size, sha256, layout, sealedKey };
  }
}
