import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { Question } from '../question.dto.js';

const MOST_MEMBERS = 500;

export class DuplicateQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

class SeenGroupDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiProperty({ type: [String], format: 'uuid', description: 'The questions of the group as they were looked at' })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(MOST_MEMBERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  questionIds: string[];
}

export class MergeDuplicatesDto extends SeenGroupDto {
  @ApiProperty({ format: 'uuid', description: 'The one that is kept' })
  @IsUUID()
  keepId: string;
}

export class DistinguishDto extends SeenGroupDto {
  @ApiProperty({ type: [String], format: 'uuid', description: 'Those that are different from all the rest' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_MEMBERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  distinct: string[];
}

/** Questions that say nearly the same, as seen from one bank. */
export class DuplicateGroup {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['same', 'numbers', 'wording'] })
  reason: 'same' | 'numbers' | 'wording';

  @ApiProperty({ description: 'Why they stand together; zh-CN' })
  message: string;

  @ApiProperty({ type: [Question] })
  questions: Question[];
}
