import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { StoredFileRepository } from './stored-file.repository.js';

/** Takes back a file, for the module that stored it. Its bytes follow a day later, when the sweeper finds them without a row. */
@Injectable()
export class RemoveFile {
  constructor(
    private readonly files: StoredFileRepository,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, id: string): Promise<void> {
    await this.files.remove(tx, id, this.clock.now());
  }
}
