import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { DRAFT_LIMITS } from '@zhian/question-bank';

export class MoveKnowledgePointDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiProperty({ maxLength: DRAFT_LIMITS.knowledgePoint, example: '触电急救' })
  @IsString()
  @MaxLength(DRAFT_LIMITS.knowledgePoint)
  @Matches(/\S/, { message: '选一个知识点' })
  from: string;

  @ApiProperty({ maxLength: DRAFT_LIMITS.knowledgePoint, example: '现场急救/触电急救' })
  @IsString()
  @MaxLength(DRAFT_LIMITS.knowledgePoint)
  to: string;

  @ApiProperty({ minimum: 1, description: 'How many questions the caller has seen there; another number refuses' })
  @IsInt()
  @Min(1)
  expected: number;
}

export class KnowledgePointMove {
  @ApiProperty({ description: 'Questions that have another path now' })
  changed: number;
}
