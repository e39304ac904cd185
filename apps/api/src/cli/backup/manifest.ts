import { z } from 'zod';

const sum = z.string().regex(/^[0-9a-f]{64}$/);
const part = { size: z.number().int().nonnegative(), sha256: sum };

/** The first entry of an archive: what the others are, in their order, with the sum of each. */
export const manifestSchema = z.object({
  product: z.literal('zhian'),
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Names of the migrations: a restore needs exactly these. */
  migrations: z.array(z.string()),
  /** In an order in which foreign keys hold. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), ...part })),
  files: z.array(z.object({ id: z.uuid(), ...part })),
  /** Files that the database knows and the disk had lost or changed when the archive was made. */
  lost: z.array(z.uuid()),
  keys: z.array(z.object({ name: z.string().regex(/^[\w-]+\.(json|pem)$/), ...part })),
  recordHeads: z.array(z.object({ name: z.string().regex(/^\d{4}-\d{2}-\d{2}\.json$/), ...part })),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Name of the manifest's entry, and of every other with its sum, in the order of the archive. */
export const MANIFEST = 'manifest.json';

interface Entry {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export function entriesOf(manifest: Manifest): Entry[] {
  return [
    ...manifest.keys.map((key) => ({ ...key, name: `keys/${key.name}` })),
    ...manifest.recordHeads.map((head) => ({ ...head, name: `record-heads/${head.name}` })),
    ...manifest.tables.map(({ name, size, sha256 }) => ({ name: `tables/${name}`, size, sha256 })),
    ...manifest.files.map(({ id, size, sha256 }) => ({ name: `files/${id}`, size, sha256 })),
  ];
}
