import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, linkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

interface KeyFile {
  /** The key that encrypts new values; the others only read. */
  current: string;
  keys: Record<string, string>;
  /** Keyed hash for look-ups. It has no rotation of its own: changing it means hashing every row again. */
  lookup: string;
}

/** The secrets of this installation, made on the first start in DATA_DIR/keys (mode 600). Back them up apart from the database. */
export class KeyStore {
  private readonly folder: string;
  readonly fields: { readonly current: string; readonly keys: ReadonlyMap<string, Buffer>; readonly lookup: Buffer };
  readonly certificateKey: KeyObject;
  /** Signs the daily heads of the record chains (contract 14). */
  readonly recordKey: KeyObject;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'keys');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const file = JSON.parse(
      this.readOrCreate('fields.json', () => {
        const id = `k${randomBytes(4).toString('hex')}`;
        return JSON.stringify({
          current: id,
          keys: { [id]: randomBytes(32).toString('base64') },
          lookup: randomBytes(32).toString('base64'),
        } satisfies KeyFile);
      }),
    ) as KeyFile;
    this.fields = {
      current: file.current,
      keys: new Map(Object.entries(file.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')])),
      lookup: Buffer.from(file.lookup, 'base64'),
    };
    this.certificateKey = this.signingKey('certificates.pem');
    this.recordKey = this.signingKey('records.pem');
  }

  private signingKey(name: string): KeyObject {
    return createPrivateKey(
      this.readOrCreate(name, () =>
        generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ),
    );
  }

  /** Two processes may start at once: whoever links first wins, the other reads the winner's file. */
  private readOrCreate(name: string, make: () => string): string {
    const path = join(this.folder, name);
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(temporary, make(), { mode: 0o600, flush: true });
    try {
      linkSync(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(temporary);
    }
    return readFileSync(path, 'utf8');
  }
}
