import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { MAX_ANSWERS_PER_SAVE } from './answers.js';

export class AnswerDto {
  @ApiProperty({ minimum: 1, description: 'Number of the question on this paper' })
  @IsInt()
  @Min(1)
  @Max(1000)
  slot: number;

  @ApiProperty({ type: [String], description: 'Option ids as given in the paper; empty takes the answer back' })
  @IsArray()
  @ArrayMaxSize(8)
  @IsString({ each: true })
  @Length(1, 1, { each: true })
  choice: string[];

  @ApiProperty({
    minimum: 1,
    description: 'Grows with every change on the device; an older one never overwrites a newer one',
  })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  clientSeq: number;
}

export class SaveAnswersDto {
  @ApiProperty({ type: [AnswerDto] })
  @IsArray()
  @ArrayMaxSize(MAX_ANSWERS_PER_SAVE)
  @ValidateNested({ each: true })
  @Type(() => AnswerDto)
  answers: AnswerDto[];
}

export class SubmitAttemptDto {
  @ApiPropertyOptional({ type: [AnswerDto], description: 'What was not yet acknowledged' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ANSWERS_PER_SAVE)
  @ValidateNested({ each: true })
  @Type(() => AnswerDto)
  answers?: AnswerDto[];
}

export class SavedAnswersDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Per slot the sequence number that is stored',
  })
  acceptedSeq: Record<string, number>;
  @ApiProperty({ description: 'Questions with a stored answer, committed' })
  saved: number;
  @ApiProperty({ format: 'date-time' })
  serverTime: string;
  @ApiProperty()
  remainingMs: number;
  @ApiProperty({ format: 'date-time' })
  deadline: string;
  @ApiProperty({ description: 'Grows with every change by others: more time, a pause, another device' })
  revision: number;
}
