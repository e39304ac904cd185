import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** Questions approved at once at most. */
export const MOST_APPROVALS = 500;

export class ReadVersionDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  questionId: string;

  @ApiProperty({ minimum: 1, description: 'The version that was read; a newer one is not approved' })
  @IsInt()
  @Min(1)
  versionNo: number;
}

export class ApproveQuestionsDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiProperty({ type: [ReadVersionDto], maxItems: MOST_APPROVALS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_APPROVALS)
  @ValidateNested({ each: true })
  @Type(() => ReadVersionDto)
  questions: ReadVersionDto[];
}

export class ReturnQuestionDto {
  @ApiProperty({ minimum: 1, description: 'The version that was read' })
  @IsInt()
  @Min(1)
  versionNo: number;

  @ApiProperty({ maxLength: 500, description: 'What is to be changed' })
  @IsString()
  @MaxLength(500)
  @Matches(/\S/, { message: '写明要改什么' })
  reason: string;
}

export class RefusedQuestion {
  @ApiProperty({ format: 'uuid' })
  questionId: string;

  @ApiProperty()
  stem: string;

  @ApiProperty()
  code: string;

  @ApiProperty({ description: 'zh-CN' })
  message: string;
}

export class ApprovalResult {
  @ApiProperty({ type: [String], format: 'uuid' })
  approved: string[];

  @ApiProperty({ type: [RefusedQuestion], description: 'They stay as they were' })
  refused: RefusedQuestion[];
}
