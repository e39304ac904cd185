import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsUUID, Matches } from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'This organisation and everything below it' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ description: 'module.noun.verb, or its beginning: module or module.noun' })
  @IsOptional()
  @Matches(/^[a-z-]{1,40}(\.[a-z-]{1,40}){0,2}$/)
  action?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'At or after this instant' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before this instant' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  to?: string;
}

export class AuditSubject {
  @ApiProperty({ description: 'What kind of thing, e.g. account' })
  type!: string;

  @ApiProperty()
  id!: string;
}

export class AuditEntry {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'Name of who did it, as it was then' })
  actorName!: string;

  @ApiProperty({ description: 'module.noun.verb' })
  action!: string;

  @ApiProperty({ description: 'zh-CN' })
  actionTitle!: string;

  @ApiProperty({ type: AuditSubject })
  subject!: AuditSubject;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Whose chain it stands in; null for the platform',
  })
  organisationId!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Identifiers and codes; differs by action' })
  detail!: Record<string, unknown>;
}
