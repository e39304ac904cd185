import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { REGION_LEVELS, type RegionLevel } from './region-code.js';

export class RegionQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Children of this code; unset: the provinces' })
  @IsOptional()
  @Matches(/^\d{2,12}$/, { message: '区划代码是 2–12 位数字' })
  parent?: string;
}

export class Region {
  @ApiProperty({ example: '140428' })
  code: string;

  @ApiProperty({ example: '长子县' })
  name: string;

  @ApiProperty({ type: String, nullable: true })
  parentCode: string | null;

  @ApiProperty({ enum: REGION_LEVELS })
  level: RegionLevel;

  @ApiProperty({ example: '山西省 / 长治市 / 长子县' })
  path: string;

  @ApiProperty()
  hasChildren: boolean;
}

export class RegionImport {
  @ApiProperty()
  added: number;

  @ApiProperty()
  changed: number;

  @ApiProperty()
  unchanged: number;
}

export class SupervisionField {
  @ApiProperty({ example: 'coal_mine' })
  code: string;

  @ApiProperty({ example: '煤矿' })
  name: string;

  @ApiProperty({ description: 'Dispatch workers are refused on underground and dangerous surface posts (ORG-4)' })
  mining: boolean;

  @ApiProperty()
  highRisk: boolean;
}
