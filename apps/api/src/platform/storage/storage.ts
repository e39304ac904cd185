import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isUuid } from '../ids/uuid.js';

/** Where bytes live: a disk folder now, S3 by the same door. Keys are ids made by us, never names from outside (law A21). */
export abstract class Storage {
  abstract put(id: string, bytes: Uint8Array): Promise<void>;
  /** What is too large for the memory, as it comes. */
  abstract putStream(id: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  abstract get(id: string): Promise<Buffer>;
  abstract getStream(id: string): Readable;
  abstract remove(id: string): Promise<void>;
}

const PART = '.part';

export class DiskStorage extends Storage {
  constructor(private readonly folder: string) {
    super();
  }

  put(id: string, bytes: Uint8Array): Promise<void> {
    return this.write(id, (file) => file.writeFile(bytes));
  }

  putStream(id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    return this.write(id, async (file) => {
      for await (const part of bytes) await file.write(part);
    });
  }

  get(id: string): Promise<Buffer> {
    return readFile(this.pathOf(id));
  }

  getStream(id: string): Readable {
    return createReadStream(this.pathOf(id));
  }

  /** With what a process that was killed had begun to write under this id. */
  async remove(id: string): Promise<void> {
    const path = this.pathOf(id);
    const names = await readdir(dirname(path)).catch(() => []);
    const begun = names.filter((name) => name.startsWith(`${id}.`) && name.endsWith(PART));
    for (const file of [path, ...begun.map((name) => join(dirname(path), name))]) await rm(file, { force: true });
  }

  /** Durable before it returns: written beside, synced, renamed. */
  private async write(id: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
    const path = this.pathOf(id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${process.pid}.${Date.now()}${PART}`;
    const file = await open(temporary, 'wx', 0o600);
    try {
      await fill(file);
      await file.sync();
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  }

  private pathOf(id: string): string {
    if (!isUuid(id)) throw new Error('a storage key is a UUID');
    return join(this.folder, id.slice(-2), id);
  }
}
