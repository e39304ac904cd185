import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** Contract 17: stated limits. One file per request, and one beside it that belongs to it; 20 MB each, twenty small text fields. */
export const UPLOAD_LIMITS = {
  fileSize: 20 * 1024 * 1024,
  files: 2,
  fields: 20,
  fieldSize: 1000,
  fieldNameSize: 100,
  parts: 22,
  headerPairs: 50,
} as const;

export interface Upload {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly fields: Readonly<Record<string, string>>;
  /** A second file, the part named `answers`; null for most requests. */
  readonly answers: UploadedFile | null;
}

export type UploadedFile = Pick<Upload, 'fileName' | 'mediaType' | 'bytes'>;

const ANSWERS = 'answers';
const READ = Symbol('upload');

/** Reads a multipart request once, within UPLOAD_LIMITS, and keeps it on the request. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const holder = request as FastifyRequest & { [READ]?: Upload };
  holder[READ] ??= await readParts(request);
  return holder[READ];
}

async function readParts(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new DomainError('unsupported-media');
  const fields: Record<string, string> = {};
  let file: UploadedFile | null = null;
  let answers: UploadedFile | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const read = { fileName: safeFileName(part.filename), mediaType: part.mimetype, bytes: await part.toBuffer() };
      if (part.fieldname === ANSWERS && answers === null) answers = read;
      else if (part.fieldname !== ANSWERS && file === null) file = read;
      else
        throw new DomainError('validation-failed', { count: 1 }, [
          { pointer: `/${ANSWERS}`, code: 'too-many-files', message: '一次只传一个文件' },
        ]);
    } else if (typeof part.value === 'string' && Object.keys(fields).length < UPLOAD_LIMITS.fields) {
      fields[part.fieldname] = part.value;
    }
  }
  if (!file)
    throw new DomainError('validation-failed', { count: 1 }, [
      { pointer: '/file', code: 'isNotEmpty', message: '请选一个文件' },
    ]);
  return { ...file, fields, answers };
}

/** Law A21: a name is shown and stored as text, never used as a path. Control, direction and path characters are dropped. */
export function safeFileName(name: string | undefined): string {
  const base = (name ?? '').normalize('NFC').split(/[/\\]/).pop() ?? '';
  const clean = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}:*?"<>|]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  const points = [...clean];
  const kept = points.length > 120 ? [...points.slice(0, 100), '…', ...points.slice(-12)] : points;
  return kept.join('') || '未命名文件';
}

/** RFC 6266: an ASCII fallback and the UTF-8 name. */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const safe = safeFileName(fileName);
  const ascii = safe.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

/** What an idempotency key is bound to. */
export async function bodyDigestOf(request: FastifyRequest): Promise<string> {
  if (!request.isMultipart())
    return createHash('sha256')
      .update(JSON.stringify(request.body ?? null))
      .digest('hex');
  const upload = await readUpload(request);
  return createHash('sha256')
    .update(JSON.stringify([upload.fileName, upload.fields, ...(upload.answers ? [upload.bytes.length] : [])]))
    .update(upload.bytes)
    .update(upload.answers?.bytes ?? '')
    .digest('hex');
}
