import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type as Cast } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DomainError } from '../errors/domain-error.js';

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

/** The sort values of the last row seen. A cursor that is not ours is refused as invalid content. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every((v) => v === null || typeof v === 'string' || typeof v === 'number')) {
      return values as (string | number | null)[];
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new DomainError('validation-failed', { count: 1 }, [{ pointer: '/cursor', code: 'cursor', message: '翻页位置无效，请从第一页开始' }]);
}

/** Makes a page of at most `limit` rows from a query that asked for one more. */
export function toPage<R, T>(rows: readonly R[], limit: number, cursorOf: (row: R) => readonly (string | number | null)[], map: (row: R) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(map), next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}

/** OpenAPI of a page of one item type. */
export function ApiPage(item: Type<unknown>): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: { items: { type: 'array', items: { $ref: getSchemaPath(item) } }, next: { type: 'string', nullable: true } },
      },
    }),
  );
}
