import { ApiProperty } from '@nestjs/swagger';

/** Laws A12: what is told of a pack before the start. It says how large the pool is, and nothing of what is in it. */
export class PackOfferDto {
  @ApiProperty({ format: 'uuid', description: 'Goes into the start' })
  id: string;
  @ApiProperty({ description: 'Bytes' })
  size: number;
  @ApiProperty({ description: 'Of the encrypted bytes, in hexadecimal' })
  sha256: string;
}

export class UnlockedSlotDto {
  @ApiProperty({ minimum: 0, description: 'Place of the question in the pack' })
  item: number;
  @ApiProperty({ description: 'Opens this question and no other: AES-128-GCM, 16 bytes in base64url' })
  key: string;
  @ApiProperty({ type: [Number], description: 'Displayed position → place of the option in the pack' })
  order: number[];
  @ApiProperty({ description: 'Hundredths of a point' })
  points: number;
}

export class UnlockedPaperDto {
  @ApiProperty({ format: 'uuid' })
  packId: string;
  @ApiProperty({ type: [UnlockedSlotDto], description: 'The questions of this paper, in order; slot 1 comes first' })
  slots: UnlockedSlotDto[];
}
