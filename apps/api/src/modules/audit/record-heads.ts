import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';

/** What one day's file of signed heads says. Pure. */

const head = z.tuple([z.string(), z.int().positive(), z.string().regex(/^[0-9a-f]{64}$/)]);

const signedHeadsSchema = z.object({
  body: z.object({
    format: z.literal(1),
    /** Civil date, the name of the file. */
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    signedAt: z.iso.datetime(),
    /** The file before this one and the SHA-256 of its bytes: the files are a chain too. */
    previous: z.object({ date: z.string(), sha256: z.string() }).nullable(),
    /** By source: [chain, seq, hash] of every chain that has grown since the file before. */
    heads: z.record(z.string(), z.array(head)),
  }),
  signature: z.object({ algorithm: z.literal('Ed25519'), keyId: z.string(), value: z.string() }),
});

export type SignedHeads = z.infer<typeof signedHeadsSchema>;

/** Name of a key: 64 bits of the SHA-256 of its public half, hex. */
export function recordKeyId(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

export function signHeads(body: SignedHeads['body'], key: KeyObject): SignedHeads {
  const value = sign(null, Buffer.from(canonicalJson(body)), key).toString('base64url');
  return { body, signature: { algorithm: 'Ed25519', keyId: recordKeyId(key), value } };
}

export function signatureHolds({ body, signature }: SignedHeads, key: KeyObject): boolean {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return (
    signature.keyId === recordKeyId(key) &&
    verify(null, Buffer.from(canonicalJson(body)), publicKey, Buffer.from(signature.value, 'base64url'))
  );
}

/** Null when it is not such a file. */
export function parseSignedHeads(text: string): SignedHeads | null {
  try {
    return signedHeadsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
