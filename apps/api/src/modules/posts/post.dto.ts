import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';

/** A post's name stands in lists separated by 、 (roster files), so it holds no separator itself. */
const cleanText = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Zs}]+/gu, ' ')
        .replace(/\p{Cf}/gu, '')
        .trim()
    : value;
const Clean = () => Transform(({ value }: { value: unknown }) => cleanText(value));
const CleanEach = () =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(cleanText) : value));
const NO_SEPARATOR = /^[^、,，;；]*$/;
const NO_SEPARATOR_MESSAGE = { message: '岗位名称里不要用顿号、逗号、分号' };

export class PostQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'An enterprise; a unit stands for its enterprise' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ description: 'Part of the name' })
  @IsOptional()
  @Clean()
  @MaxLength(60)
  q?: string;

  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  highRisk?: 'true' | 'false';

  @ApiPropertyOptional({ enum: ['true', 'false', 'all'], default: 'true', description: 'In use' })
  @IsOptional()
  @IsIn(['true', 'false', 'all'])
  active?: 'true' | 'false' | 'all';
}

class PostFlags {
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  highRisk?: boolean;

  @ApiPropertyOptional({ description: '井下岗位' })
  @IsOptional()
  @IsBoolean()
  underground?: boolean;

  @ApiPropertyOptional({ description: '地面危险岗位' })
  @IsOptional()
  @IsBoolean()
  dangerousSurface?: boolean;

  @ApiPropertyOptional({ type: [String], description: 'Classes of certificates that whoever works here must hold' })
  @IsOptional()
  @CleanEach()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsString({ each: true })
  @MinLength(1, { each: true, message: '证书类别不能空着' })
  @MaxLength(60, { each: true })
  requiredCertificates?: string[];
}

export class CreatePostDto extends PostFlags {
  @ApiPropertyOptional({ format: 'uuid', description: 'Default: the organisation of the caller' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Adopts this post of the library; what is given besides replaces its values',
  })
  @IsOptional()
  @IsUUID()
  templateId?: string;

  @ApiPropertyOptional({ maxLength: 60, description: 'Required without templateId' })
  @IsOptional()
  @Clean()
  @MinLength(1, { message: '请写岗位名称' })
  @MaxLength(60)
  @Matches(NO_SEPARATOR, NO_SEPARATOR_MESSAGE)
  name?: string;
}

export class EditPostDto extends PostFlags {
  @ApiPropertyOptional({ maxLength: 60 })
  @IsOptional()
  @Clean()
  @MinLength(1, { message: '请写岗位名称' })
  @MaxLength(60)
  @Matches(NO_SEPARATOR, NO_SEPARATOR_MESSAGE)
  name?: string;

  @ApiPropertyOptional({ description: 'false: out of use, only when nobody holds it' })
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}

export class Post {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid', description: 'The enterprise' })
  organisationId: string;

  @ApiProperty()
  organisationName: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  highRisk: boolean;

  @ApiProperty()
  underground: boolean;

  @ApiProperty()
  dangerousSurface: boolean;

  @ApiProperty({ type: [String] })
  requiredCertificates: string[];

  @ApiProperty({ description: 'People who hold it today' })
  headcount: number;

  @ApiProperty()
  active: boolean;

  @ApiProperty()
  version: number;
}

export class PostTemplateQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of a supervision field: its posts and those of every field' })
  @IsOptional()
  @Matches(/^[a-z_]{1,40}$/)
  field?: string;

  @ApiPropertyOptional({ description: 'Part of the name' })
  @IsOptional()
  @Clean()
  @MaxLength(60)
  q?: string;
}

export class PostTemplate {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, nullable: true, description: 'Code of a supervision field; null: every field' })
  field: string | null;

  @ApiProperty()
  name: string;

  @ApiProperty()
  highRisk: boolean;

  @ApiProperty()
  underground: boolean;

  @ApiProperty()
  dangerousSurface: boolean;

  @ApiProperty({ type: [String] })
  requiredCertificates: string[];
}
