import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DRAFT_LIMITS, ITEM_FLAGS, type ItemFlag } from '@zhian/question-bank';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { ItemStatisticsDto } from '../statistics/statistics.dto.js';

export const FLAG_STATES = ['open', 'handled'] as const;

export class FlagCountsQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class FlaggedQuery extends PageQuery implements FlagCountsQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ enum: FLAG_STATES, description: 'open: to be looked at; unset: both' })
  @IsOptional()
  @IsIn(FLAG_STATES)
  state?: (typeof FLAG_STATES)[number];

  @ApiPropertyOptional({ enum: ITEM_FLAGS })
  @IsOptional()
  @IsIn(ITEM_FLAGS)
  flag?: ItemFlag;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  postId?: string;

  @ApiPropertyOptional({ maxLength: DRAFT_LIMITS.knowledgePoint, description: 'A point and all below it' })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.knowledgePoint)
  knowledgePoint?: string;
}

export class FlagHandlingDto {
  @ApiProperty({ enum: ITEM_FLAGS, isArray: true, description: 'What it showed then' })
  flags: ItemFlag[];
  @ApiProperty({ description: 'Papers that it was counted from then' })
  asked: number;
  @ApiProperty()
  note: string;
  @ApiProperty()
  byName: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class FlaggedQuestionDto {
  @ApiProperty({ format: 'uuid' })
  questionId: string;
  @ApiProperty({ format: 'uuid', description: 'The current version' })
  versionId: string;
  @ApiProperty()
  stem: string;
  @ApiProperty({ type: String, nullable: true })
  knowledgePoint: string | null;
  @ApiProperty({ type: [String], description: 'Names of its posts; none: all' })
  posts: string[];
  @ApiProperty({ enum: ITEM_FLAGS, isArray: true })
  flags: ItemFlag[];
  @ApiProperty({ description: 'Papers that the flags are counted from' })
  asked: number;
  @ApiProperty({ description: 'Nobody has dealt with it, or it shows more than it did then' })
  open: boolean;
  @ApiProperty({ type: FlagHandlingDto, nullable: true })
  handling: FlagHandlingDto | null;
  @ApiProperty({ type: ItemStatisticsDto, nullable: true, description: 'Of the exams that the caller may read' })
  statistics: ItemStatisticsDto | null;
  @ApiProperty({ description: 'For If-Match' })
  version: number;
}

export class FlagCountDto {
  @ApiProperty({ enum: ITEM_FLAGS })
  flag: ItemFlag;
  @ApiProperty()
  open: number;
}

export class FlagCountsDto {
  @ApiProperty({ description: 'Questions to be looked at' })
  open: number;
  @ApiProperty({ description: 'Questions that somebody has dealt with' })
  handled: number;
  @ApiProperty({ type: [FlagCountDto], description: 'Questions to be looked at, by flag; one may have several' })
  flags: FlagCountDto[];
}

export class HandleFlagsInput {
  @ApiProperty({ maxLength: 500, description: 'What was done about it, or why it stays as it is' })
  @IsString()
  @MaxLength(500, { message: '说明最多 500 字' })
  @Matches(/\S/, { message: '写明怎么处理的，或者为什么不用改' })
  note: string;
}
