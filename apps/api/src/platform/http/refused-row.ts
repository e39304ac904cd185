import { ApiProperty } from '@nestjs/swagger';

/** A row of an uploaded file that is not taken, or looks odd, with its place and the reason (contract 17). */
export class RefusedRow {
  @ApiProperty()
  sheet: string;

  @ApiProperty({ description: '1-based, as the spreadsheet program shows it' })
  row: number;

  @ApiProperty({ type: String, nullable: true, example: 'C', description: 'Letter; null: the whole row' })
  column: string | null;

  @ApiProperty()
  code: string;

  @ApiProperty({ description: 'zh-CN', example: '12 行：证件号码最后一位对不上，请核对。' })
  message: string;
}
