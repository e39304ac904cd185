import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isUuid } from '../ids/uuid.js';

/** Where bytes live: a disk folder now, S3 by the same door. Keys are ids made by us, never names from outside (law A21). */
export abstract class Storage {
  abstract put(id: string, bytes: Uint8Array): Promise<void>;
  abstract get(id: string): Promise<Buffer>;
  abstract remove(id: string): Promise<void>;
}

export class DiskStorage extends Storage {
  constructor(private readonly folder: string) {
    super();
  }

  /** Durable before it returns: written beside, synced, renamed. */
  async put(id: string, bytes: Uint8Array): Promise<void> {
    const path = this.pathOf(id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${process.pid}.${Date.now()}.part`;
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  }

  get(id: string): Promise<Buffer> {
    return readFile(this.pathOf(id));
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  private pathOf(id: string): string {
    if (!isUuid(id)) throw new Error('a storage key is a UUID');
    return join(this.folder, id.slice(-2), id);
  }
}
