import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { CommandError, EXIT } from '../command.js';
import { entriesOf, MANIFEST, manifestSchema, type Manifest } from './manifest.js';

export const DAMAGED = '这份备份不完整，或者被改过，没有恢复。';

/** Counts and sums what flows through. */
export class Sum extends Transform {
  private readonly hash = createHash('sha256');
  size = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.size += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }

  result(): { size: number; sha256: string } {
    return { size: this.size, sha256: this.hash.digest('hex') };
  }
}

export interface Part {
  readonly name: string;
  readonly size: number;
  readonly open: () => Readable | Promise<Readable>;
}

/** A gzipped tar, for its owner only (it holds the keys), on the disk before this returns. */
export async function writeArchive(path: string, parts: readonly Part[]): Promise<void> {
  const pack = tar.pack();
  const written = pipeline(pack, createGzip(), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  const packed = (async () => {
    for (const { name, size, open: openPart } of parts) {
      const entry = pack.entry({ name, size, mode: 0o600 });
      await pipeline(await openPart(), entry);
    }
    pack.finalize();
  })();
  packed.catch((error: Error) => pack.destroy(error));
  await Promise.all([packed, written]);
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

/**
 * Reads an archive to its end: first the manifest, then each part by name and content. Order, sizes and sums are those of the
 * manifest.
 *
 * @throws CommandError when the file is no whole archive of ours
 */
export async function readArchive(
  path: string,
  onPart: (name: string, content: Readable, manifest: Manifest) => Promise<void>,
): Promise<Manifest> {
  const extract = tar.extract();
  let manifest: Manifest | null = null;
  let expected: { name: string; size: number; sha256: string }[] = [];
  const failure: { error?: unknown } = {};
  extract.on('entry', (header, stream, next) => {
    const handle = async (): Promise<void> => {
      if (!manifest) {
        if (header.name !== MANIFEST) throw new CommandError('这不是知安的备份文件。', EXIT.badInput);
        manifest = manifestSchema.parse(JSON.parse(await textOf(stream)));
        expected = entriesOf(manifest);
        return;
      }
      const entry = expected.shift();
      if (!entry || entry.name !== header.name) throw new CommandError(DAMAGED, EXIT.badInput);
      const sum = new Sum();
      const piped = pipeline(stream, sum);
      await Promise.all([piped, onPart(entry.name, sum, manifest)]);
      const { size, sha256 } = sum.result();
      if (size !== entry.size || sha256 !== entry.sha256) throw new CommandError(DAMAGED, EXIT.badInput);
    };
    handle().then(
      () => next(),
      (error: unknown) => {
        failure.error = error;
        next(error);
      },
    );
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), extract);
  } catch (error) {
    const cause = failure.error ?? error;
    if (cause instanceof CommandError || isOfDatabase(cause)) throw cause;
    throw new CommandError(manifest ? DAMAGED : '这不是知安的备份文件。', EXIT.badInput);
  }
  if (!manifest || expected.length > 0) throw new CommandError(DAMAGED, EXIT.badInput);
  return manifest;
}

/** What PostgreSQL or the disk says is not the archive's fault. */
function isOfDatabase(error: unknown): boolean {
  const { code, syscall, severity } = error as { code?: unknown; syscall?: unknown; severity?: unknown };
  return severity !== undefined || (syscall !== undefined && code !== undefined);
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
