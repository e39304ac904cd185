import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { RefusedRow } from '../../../platform/http/refused-row.js';

export class RosterImportCounts {
  @ApiProperty()
  rows: number;

  @ApiProperty()
  new: number;

  @ApiProperty()
  changed: number;

  @ApiProperty()
  unchanged: number;

  @ApiProperty()
  refused: number;
}

export class RosterSampleRow {
  @ApiProperty()
  row: number;

  @ApiProperty()
  name: string;

  @ApiProperty()
  idNumberMasked: string;

  @ApiProperty()
  unitPath: string;

  @ApiProperty()
  post: string;

  @ApiProperty({ enum: ['new', 'changed', 'unchanged'] })
  action: 'new' | 'changed' | 'unchanged';

  @ApiProperty({ type: String, nullable: true })
  note: string | null;
}

export class RosterImport {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  organisationId: string;

  @ApiProperty()
  fileName: string;

  @ApiProperty({ enum: ['previewed', 'confirmed'] })
  status: 'previewed' | 'confirmed';

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: RosterImportCounts })
  counts: RosterImportCounts;

  @ApiProperty({ type: [RefusedRow] })
  refused: RefusedRow[];

  @ApiProperty({ type: [RosterSampleRow], description: 'The first rows, new and changed ones before the others' })
  sample: RosterSampleRow[];

  @ApiProperty({ type: [String], description: 'Units that the confirmation opens, e.g. 综采队 / 一班' })
  newUnits: string[];

  @ApiProperty({ type: [String], description: 'Posts that the confirmation opens' })
  newPosts: string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  confirmedAt: string | null;
}

export type RosterPreview = Pick<RosterImport, 'counts' | 'refused' | 'sample' | 'newUnits' | 'newPosts'>;

export class ConfirmRosterDto {
  @ApiPropertyOptional({
    description: 'How many refused rows stay out; must equal the number of the preview (contract 17)',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  leaveOut?: number;
}

export class RosterTemplateQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Its units and posts stand in the lists' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}
