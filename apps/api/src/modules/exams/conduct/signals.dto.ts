import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export const SIGNAL_KINDS = [
  'blur',
  'focus',
  'copy',
  'paste',
  'fullscreen-left',
  'offline',
  'online',
  'print',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export class SignalDto {
  @ApiProperty({ enum: SIGNAL_KINDS })
  @IsIn(SIGNAL_KINDS)
  kind: SignalKind;

  @ApiProperty({ format: 'date-time', description: 'By the clock of the device' })
  @IsISO8601({ strict: true, strictSeparator: true })
  at: string;

  @ApiPropertyOptional({ minimum: 0, description: 'How long it lasted' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(86_400_000)
  ms?: number;
}

export class SignalsDto {
  @ApiProperty({ type: [SignalDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SignalDto)
  signals: SignalDto[];
}
