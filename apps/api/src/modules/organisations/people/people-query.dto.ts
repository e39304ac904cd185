import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { EMPLOYMENT_TYPES, type EmploymentType } from './employment-words.js';
import { IsDay } from './is-day.js';

export class PeopleQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'This organisation and its units' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  postId?: string;

  @ApiPropertyOptional({ enum: EMPLOYMENT_TYPES })
  @IsOptional()
  @IsIn(EMPLOYMENT_TYPES)
  employmentType?: EmploymentType;

  @ApiPropertyOptional({ enum: ['active', 'left'], default: 'active' })
  @IsOptional()
  @IsIn(['active', 'left'])
  status?: 'active' | 'left';

  @ApiPropertyOptional({
    description: 'Beginning of the name, or a whole document number or phone (found by keyed hash)',
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  q?: string;

  @ApiPropertyOptional({ format: 'date', description: 'The roster as it was on this day; default today' })
  @IsOptional()
  @IsDay()
  asOf?: string;
}

export class RosterExportQuery extends OmitType(PeopleQuery, ['cursor', 'limit'] as const) {}
