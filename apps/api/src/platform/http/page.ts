import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type as Cast } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DomainError } from '../errors/domain-error.js';
import { isUuid } from '../ids/uuid.js';

export interface Page<T> {
  readonly items: T[];
  /** Opaque; hand it back as ?cursor= for the next page; null on the last one. */
  readonly next: string | null;
}

export class PageQuery {
  @ApiPropertyOptional({ description: 'Opaque cursor from `next`' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Cast(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What a value of a cursor is cast to in the query. */
export type CursorPart = 'text' | 'uuid' | 'instant' | 'integer';

const IS_PART: Readonly<Record<CursorPart, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  uuid: isUuid,
  instant: isStoredInstant,
  integer: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31,
};

/** An instant as PostgreSQL writes it in UTC («2026-11-23 01:37:00.884123+00»), or as ISO 8601 does. */
function isStoredInstant(value: unknown): boolean {
  const parts =
    typeof value === 'string' ? /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:Z|\+00)$/.exec(value) : null;
  if (!parts) return false;
  const instant = new Date(`${parts[1]}T${parts[2]}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(parts[1] ?? '');
}

/** The sort values of the last row seen, each of the kind named. A cursor that is not ours is refused as invalid content. */
export function decodeCursor(cursor: string | undefined, parts: readonly CursorPart[]): (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === parts.length &&
      parts.every((part, index) => IS_PART[part](values[index]))
    ) {
      return values as (string | number)[];
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new DomainError('validation-failed', { count: 1 }, [
    { pointer: '/cursor', code: 'cursor', message: '翻页位置无效，请从第一页开始' },
  ]);
}

/** Makes a page of at most `limit` rows from a query that asked for one more. */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  cursorOf: (row: R) => readonly (string | number | null)[],
  map: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(map),
    next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}

/** OpenAPI of a page of one item type. */
export function ApiPage(item: Type<unknown>): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          next: { type: 'string', nullable: true },
        },
      },
    }),
  );
}
