import { ApiProperty } from '@nestjs/swagger';

export class StoredPicture {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'What Markdown refers to: ![…](url)', example: '/api/v1/files/0190…' })
  url: string;

  @ApiProperty({ description: 'Pixels, as stored' })
  width: number;

  @ApiProperty()
  height: number;
}
