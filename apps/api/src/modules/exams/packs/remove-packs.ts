import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { RemoveFile } from '../../files/index.js';
import { PackRepository } from './pack.repository.js';

const EVERY_MS = 3_600_000;

/** Takes the packs of exams that are over or cancelled, with their keys: what phones still hold of them never opens again. */
@Injectable()
export class RemovePacks implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly packs: PackRepository,
    private readonly files: RemoveFile,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('exams.packs-removed', EVERY_MS, async () => {
      while (await this.execute());
    });
  }

  /** One pack in one transaction. False when there is none to remove. */
  async execute(): Promise<boolean> {
    return this.uow.run(Ctx.system('remove-packs'), async (tx) => {
      const fileId = await this.packs.forgetOld(tx, this.clock.now());
      if (fileId !== null) await this.files.execute(tx, fileId);
      return fileId !== null;
    });
  }
}
