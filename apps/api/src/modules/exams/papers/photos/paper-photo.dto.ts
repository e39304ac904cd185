import { ApiProperty } from '@nestjs/swagger';
import type { PaperPhotoRow } from './paper-photo.entity.js';

/** Both sides of a few sheets. */
export const MOST_PHOTOS = 8;

export class PaperPhotoDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'Pixels' })
  width: number;
  @ApiProperty()
  height: number;
  @ApiProperty()
  addedBy: string;
  @ApiProperty({ format: 'date-time' })
  addedAt: string;
}

export const toPhotoDto = (row: PaperPhotoRow): PaperPhotoDto => ({
  id: row.id,
  width: row.width,
  height: row.height,
  addedBy: row.addedByName,
  addedAt: row.addedAt.toISOString(),
});
