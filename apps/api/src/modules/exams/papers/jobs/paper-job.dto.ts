import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional, IsUUID } from 'class-validator';
import { PAPER_JOB_STATUSES, type PaperJobRow, type PaperJobStatus } from './paper-job.entity.js';

/** In one file: a box of paper, and minutes of work. */
export const MOST_JOB_PAPERS = 2000;
/** Of one exam; all enterprises share the workers. */
export const MOST_JOBS_AT_ONCE = 5;

export class PaperJobInput {
  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    maxItems: MOST_JOB_PAPERS,
    description: 'Unset: every paper of the exam that is not void',
  })
  @IsOptional()
  @IsArray({ message: '请选纸卷' })
  @ArrayMinSize(1, { message: '请选纸卷' })
  @ArrayMaxSize(MOST_JOB_PAPERS, { message: `一个文件最多 ${MOST_JOB_PAPERS} 份，再多分几次` })
  @ArrayUnique({ message: '有纸卷选了两次' })
  @IsUUID(undefined, { each: true, message: '纸卷编号不对' })
  paperIds?: string[];
}

export class PaperJobDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: PAPER_JOB_STATUSES, description: 'expired: the file has been removed; make it again' })
  status: PaperJobStatus;
  @ApiProperty({ description: 'Papers asked for' })
  papers: number;
  @ApiProperty({ description: 'Papers in the file so far; those that were made void meanwhile are left out' })
  done: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Bytes, once it is done' })
  size: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'zh-CN: why it failed' })
  failure: string | null;
  @ApiProperty()
  createdBy: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt: string | null;
}

export function toJobDto(row: PaperJobRow): PaperJobDto {
  return {
    id: row.id,
    status: row.status,
    papers: row.paperIds.length,
    done: row.done,
    size: row.size === null ? null : Number(row.size),
    failure: row.failure,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
