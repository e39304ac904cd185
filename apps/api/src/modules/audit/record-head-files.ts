import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';

/**
 * DATA_DIR/record-heads/<date>.json, one per civil day: outside the database, so that whoever rewrites the database has not
 * rewritten them. Copied to another machine they also bear witness against whoever owns this one.
 */
@Injectable()
export class RecordHeadFiles {
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.folder = join(config.DATA_DIR, 'record-heads');
  }

  /** Dates that have a file, the oldest first. */
  async dates(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1] ?? []).sort();
  }

  async read(date: string): Promise<{ text: string; sha256: string }> {
    const text = await readFile(join(this.folder, `${date}.json`), 'utf8');
    return { text, sha256: createHash('sha256').update(text).digest('hex') };
  }

  /** Durable before it returns. False when another process has written this day's file already: it is never written over. */
  async write(date: string, text: string): Promise<boolean> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const temporary = join(this.folder, `.${date}.${randomBytes(6).toString('hex')}`);
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      await link(temporary, join(this.folder, `${date}.json`));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    } finally {
      await rm(temporary, { force: true });
    }
  }
}
