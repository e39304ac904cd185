import type { ApiBodyOptions } from '@nestjs/swagger';
import type { QuestionFile, QuestionImage } from '@zhian/question-bank';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { readUpload } from '../../../platform/http/upload.js';
import type { QuestionImageDto } from '../question.dto.js';
import type { PreviewSheet } from './import-preview.js';
import type { QuestionImport, QuestionImportSheet } from './question-import.dto.js';
import type { QuestionImportRow } from './question-import.entity.js';
import type { ImportFields } from './start-import.js';

const PASTED_NAME = '粘贴的文字.txt';

export const UPLOAD_BODY = {
  schema: {
    type: 'object',
    properties: {
      file: {
        type: 'string',
        format: 'binary',
        description:
          '.xlsx, .csv, .xls (a web page), .docx, .txt, .gift, .xml (Moodle, QTI), .zip (QTI): at most 20 MB and 100,000 rows',
      },
      answers: { type: 'string', format: 'binary', description: 'A second file with the answers of a question text' },
      text: { type: 'string', description: 'JSON only, instead of a file: questions as pasted' },
      organisationId: { type: 'string', format: 'uuid' },
      postId: { type: 'string', format: 'uuid', description: 'Post of every new question' },
      category: { type: 'string', enum: ['general', 'professional'], description: 'For rows that say none' },
      knowledgePoint: { type: 'string', description: 'For rows that say none' },
      sourceClause: { type: 'string', description: 'For rows that say none' },
      keepUnrecognised: {
        type: 'string',
        enum: ['true'],
        description: 'A file in which no questions are recognised gives a preview to be corrected, instead of 422',
      },
    },
  },
} satisfies ApiBodyOptions;

interface Sent {
  readonly files: readonly QuestionFile[];
  readonly fields: ImportFields;
}

export async function uploaded(request: FastifyRequest): Promise<Sent> {
  const { fileName, bytes, fields, answers } = await readUpload(request);
  const files = [{ fileName, bytes }, ...(answers ? [answers] : [])];
  // A slice of a larger buffer would be carried into the thread whole.
  return { files: files.map((file) => ({ fileName: file.fileName, bytes: new Uint8Array(file.bytes) })), fields };
}

const TEXT_FIELDS = [
  'organisationId',
  'postId',
  'category',
  'knowledgePoint',
  'sourceClause',
  'keepUnrecognised',
] as const;
const LONGEST_FIELD = 1000;

/** Pasted text, as JSON: what a form would carry, and `text` in place of the file. */
export function pasted(body: unknown): Sent {
  const given = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const { text } = given;
  if (typeof text !== 'string' || text.trim() === '') throw invalid('/text', 'isNotEmpty', '请选一个文件，或粘贴题目');
  const fields: Record<string, string> = {};
  for (const field of TEXT_FIELDS) {
    const value = given[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || value.length > LONGEST_FIELD) throw invalid(`/${field}`, 'isString', '写成文字');
    fields[field] = value;
  }
  return { files: [{ fileName: PASTED_NAME, bytes: new TextEncoder().encode(text) }], fields };
}

function invalid(pointer: string, code: string, message: string): DomainError {
  return new DomainError('validation-failed', { count: 1 }, [{ pointer, code, message }]);
}

/** RFC 7240. */
export function prefersAsync(request: FastifyRequest): boolean {
  return /(^|[,;\s])respond-async($|[,;\s])/i.test(String(request.headers['prefer'] ?? ''));
}

/** 202 and where it goes on, while it is still being read. */
export function answer(reply: FastifyReply, head: QuestionImportRow): QuestionImport {
  if (head.status === 'reading') void reply.status(202).header('location', `/api/v1/question-imports/${head.id}`);
  return shape(head);
}

export function shape(head: QuestionImportRow): QuestionImport {
  const { preview } = head;
  return {
    id: head.id,
    organisationId: head.organisationId,
    fileName: head.fileName,
    status: head.status,
    progress: head.status === 'reading' ? { done: head.progressDone, total: head.progressTotal } : null,
    failure: head.failure,
    createdAt: head.createdAt.toISOString(),
    format: preview?.format ?? null,
    counts: preview?.counts ?? { single: 0, multiple: 0, true_false: 0 },
    new: preview?.new ?? 0,
    near: preview?.near ?? 0,
    nearChecked: preview?.nearChecked ?? false,
    duplicates: preview?.duplicates ?? 0,
    skipped: preview?.skipped ?? 0,
    duplicateRows: preview?.duplicateRows ?? [],
    refused: preview?.refused ?? [],
    doubts: preview?.doubts ?? [],
    doubtful: preview?.doubtful ?? 0,
    sheets: (preview?.sheets ?? []).map(shownSheet),
    corrections: { ...head.corrections.sheets },
    pictured: preview?.pictured ?? 0,
    sample: (preview?.sample ?? []).map((row) => ({ ...row, images: previewImages(head, row.images ?? []) })),
    confirmedAt: head.confirmedAt?.toISOString() ?? null,
  };
}

/** Pictures of a preview lie with it; once it is confirmed they are files like others. */
export function previewImages({ id, status }: QuestionImportRow, images: readonly QuestionImage[]): QuestionImageDto[] {
  const folder = status === 'confirmed' ? '/api/v1/files' : `/api/v1/question-imports/${id}/pictures`;
  return images.map((image) => ({ ...image, url: `${folder}/${image.fileId}` }));
}

function shownSheet(read: PreviewSheet): QuestionImportSheet {
  const { sheet, layout, headerRow, rows, refused, confidence, columns, optionSeparator, type, remembered } = read;
  const accepted = Object.values(read.accepted).reduce((sum, count) => sum + count, 0);
  return { sheet, layout, headerRow, rows, accepted, refused, confidence, columns, optionSeparator, type, remembered };
}
