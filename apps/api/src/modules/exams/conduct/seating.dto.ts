import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { SEATING_ORDERS, type SeatingOrder } from './seating.js';

const MAX_ROOMS = 200;
const MAX_INVIGILATORS = 20;

export class RoomInput {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of a room that is there already' })
  @IsOptional()
  @IsUUID()
  id?: string;

  @ApiProperty({ maxLength: 40 })
  @IsString()
  @Length(1, 40, { message: '考场名称 1～40 字' })
  @Matches(/\S/, { message: '考场名称不能只有空格' })
  name: string;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'null: as many as come' })
  @IsOptional()
  @IsInt({ message: '座位数填整数' })
  @Min(1, { message: '座位数至少 1 个' })
  @Max(10_000, { message: '一个考场最多 10000 个座位' })
  capacity?: number | null;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'Accounts that conduct the session in this room',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_INVIGILATORS, { message: `一个考场最多 ${MAX_INVIGILATORS} 名监考` })
  @IsUUID(undefined, { each: true })
  invigilatorAccountIds?: string[];
}

export class RoomsInput {
  @ApiProperty({ type: [RoomInput], description: 'In order; rooms that are left out go' })
  @IsArray({ message: '请填考场' })
  @ArrayMaxSize(MAX_ROOMS, { message: `最多 ${MAX_ROOMS} 个考场` })
  @ValidateNested({ each: true })
  @Type(() => RoomInput)
  rooms: RoomInput[];

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Accounts that conduct the whole session' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_INVIGILATORS, { message: `最多 ${MAX_INVIGILATORS} 名监考` })
  @IsUUID(undefined, { each: true })
  invigilatorAccountIds?: string[];
}

export class InvigilatorDto {
  @ApiProperty({ format: 'uuid' })
  accountId: string;
  @ApiProperty()
  name: string;
}

export class RoomDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: Number, nullable: true })
  capacity: number | null;
  @ApiProperty({ description: 'People who are placed here' })
  entries: number;
  @ApiProperty({ type: [InvigilatorDto] })
  invigilators: InvigilatorDto[];
}

export class RoomsDto {
  @ApiProperty({ type: [RoomDto] })
  rooms: RoomDto[];
  @ApiProperty({ type: [InvigilatorDto], description: 'Of the whole session' })
  invigilators: InvigilatorDto[];
  @ApiProperty({ description: 'Goes into If-Match as "v<version>"' })
  version: number;
}

export class SeatingInput {
  @ApiProperty({
    enum: SEATING_ORDERS,
    description:
      'order: by unit and name · random: by lot · apart: people of one unit not next to each other if possible',
  })
  @IsIn(SEATING_ORDERS, { message: '排座方式：按名单、随机、同班组分开' })
  by: SeatingOrder;
}

export class SeatInput {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: no seat' })
  @IsOptional()
  @IsUUID()
  roomId: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'null: the first free one' })
  @IsOptional()
  @IsInt({ message: '座位号填整数' })
  @Min(1, { message: '座位号从 1 开始' })
  @Max(10_000, { message: '座位号最大 10000' })
  seat?: number | null;
}

export class SeatDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  unitName: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  roomId: string | null;
  @ApiProperty({ type: Number, nullable: true })
  seat: number | null;
}

export class InvigilatorOptionQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(50)
  q?: string;
}

export class InvigilatorOptionDto extends InvigilatorDto {
  @ApiProperty()
  unitName: string;
}
