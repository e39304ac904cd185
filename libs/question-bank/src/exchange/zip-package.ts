import type { Readable } from 'node:stream';
import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';
import type { UnreadableCode } from './unreadable-file.js';

const MIB = 1024 * 1024;
const ENCRYPTED_FLAG = 0x1;
const ARCHIVE = /\.(?:zip|xlsx|xlsm|docx|pptx|jar|7z|rar|gz|tar|bz2|xz)$/;

export interface PackageOptions {
  /** What the refusal says when the bytes are no archive at all. */
  notAnArchive?: UnreadableCode;
  /** Archives inside are refused unless they are never opened and people do put them there (tables in Word). */
  allowArchivesInside?: boolean;
  /** Parts it may have, where a format has many small ones. */
  entries?: number;
}

/**
 * A zip package whose directory has been checked (law A20) before anything is unpacked: number of parts, names,
 * encryption, declared sizes, archives inside. Only parts that somebody asks for are unpacked, one chunk at a time; a
 * part that is larger than it says, and parts that are too large together, are refused on the way.
 */
export class ZipPackage {
  readonly #archive: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpacked = 0;

  private constructor(archive: ZipFile, entries: readonly Entry[]) {
    this.#archive = archive;
    this.#entries = new Map(entries.map((entry) => [entry.fileName, entry]));
  }

  /** @throws UnreadableFileError */
  static async open(bytes: Uint8Array, options: PackageOptions = {}): Promise<ZipPackage> {
    const archive = await openArchive(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      options.notAnArchive ?? 'not-a-workbook',
    );
    try {
      return new ZipPackage(archive, await listEntries(archive, options));
    } catch (error) {
      archive.close();
      throw error;
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Bytes that the part has when unpacked, as the directory says; 0 for a part that is not there. */
  sizeOf(name: string): number {
    return this.#entries.get(name)?.uncompressedSize ?? 0;
  }

  /** The part in chunks. @throws UnreadableFileError when it is broken, missing, or larger than declared */
  async *chunks(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new UnreadableFileError('archive-unsafe');
    try {
      for await (const chunk of await openEntry(this.#archive, entry)) {
        const part = chunk as Buffer;
        this.#unpacked += part.length;
        if (this.#unpacked > READ_LIMITS.unpackedBytes) throw unpacksTooLarge();
        yield part;
      }
    } catch (error) {
      if (error instanceof UnreadableFileError) throw error;
      throw new UnreadableFileError('archive-unsafe', {}, { cause: error });
    }
  }

  /** The whole part. @throws UnreadableFileError */
  async bytes(name: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  close(): void {
    this.#archive.close();
  }
}

function openArchive(buffer: Buffer, code: UnreadableCode): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(
      buffer,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true, decodeStrings: true },
      (error, archive) => {
        if (error !== null || archive === undefined) reject(new UnreadableFileError(code, {}, { cause: error }));
        else resolve(archive);
      },
    );
  });
}

function listEntries(archive: ZipFile, options: PackageOptions): Promise<Entry[]> {
  const { allowArchivesInside = false, entries: most = READ_LIMITS.entries } = options;
  if (archive.entryCount > most) throw tooManyParts(most);
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    const names = new Set<string>();
    let declared = 0;
    archive.on('entry', (entry: Entry) => {
      const name = entry.fileName.toLowerCase();
      declared += entry.uncompressedSize;
      if (declared > READ_LIMITS.unpackedBytes) return reject(unpacksTooLarge());
      if (entries.length >= most) return reject(tooManyParts(most));
      if ((entry.generalPurposeBitFlag & ENCRYPTED_FLAG) !== 0) {
        return reject(new UnreadableFileError('old-or-encrypted-workbook'));
      }
      // Two parts of one name would let a check and a parser see different files; a link is no part of a document.
      const nested = ARCHIVE.test(name) && !allowArchivesInside;
      if (names.has(name) || nested || isLink(entry) || name.includes('\0')) {
        return reject(new UnreadableFileError('archive-unsafe'));
      }
      names.add(name);
      entries.push(entry);
      archive.readEntry();
    });
    archive.on('end', () => resolve(entries));
    archive.on('error', (cause: unknown) => reject(new UnreadableFileError('archive-unsafe', {}, { cause })));
    archive.readEntry();
  });
}

/** The upper half of the external attributes holds the Unix mode when the archive was made there. */
function isLink(entry: Entry): boolean {
  const madeOnUnix = entry.versionMadeBy >> 8 === 3;
  return madeOnUnix && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function openEntry(archive: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}

function tooManyParts(limit: number): UnreadableFileError {
  return new UnreadableFileError('too-many-parts', { limit });
}

function unpacksTooLarge(): UnreadableFileError {
  return new UnreadableFileError('unpacks-too-large', { limit: READ_LIMITS.unpackedBytes / MIB });
}
