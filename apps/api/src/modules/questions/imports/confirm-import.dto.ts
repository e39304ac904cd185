import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { NEAR_CHOICES, type NearChoice } from './near-choices.js';

const NEAR_WORDS =
  'skip: not imported. own: imported, and told apart for good. group: imported, and no paper holds two of the group. Unset: imported; the bank groups by itself';

export class NearRowChoice {
  @ApiProperty({ description: 'Of a row of kind near' })
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  seq: number;

  @ApiProperty({ enum: NEAR_CHOICES })
  @IsIn(NEAR_CHOICES, { message: '只有跳过、单独入库、归到一组三种' })
  choice: NearChoice;
}

export class ConfirmQuestionImportDto {
  @ApiPropertyOptional({ description: 'How many refused rows are left out: the number that the preview showed' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  leaveOut?: number;

  @ApiPropertyOptional({ enum: NEAR_CHOICES, description: `What becomes of near-duplicates. ${NEAR_WORDS}` })
  @IsOptional()
  @IsIn(NEAR_CHOICES, { message: '只有跳过、单独入库、归到一组三种' })
  near?: NearChoice;

  @ApiPropertyOptional({ type: [NearRowChoice], description: 'For single rows, before `near`' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @ArrayUnique((row: NearRowChoice) => row?.seq)
  @ValidateNested({ each: true })
  @Type(() => NearRowChoice)
  nearRows?: NearRowChoice[];
}
