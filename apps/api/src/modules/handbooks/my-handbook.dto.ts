import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID, ValidateIf } from 'class-validator';

export class MyHandbookQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Unset: the first post' })
  @IsOptional()
  @IsUUID()
  postId?: string;
}

export class MyHandbookVersion {
  @ApiProperty({ format: 'uuid' })
  versionId: string;

  @ApiProperty()
  versionNo: number;
}

export class MyHandbookSection {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'Stays the same through versions' })
  key: string;

  @ApiProperty({ enum: ['general', 'professional'] })
  part: 'general' | 'professional';

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'Markdown' })
  body: string;

  @ApiProperty()
  questionCount: number;

  @ApiProperty({ description: 'Read in this wording, in this version or an earlier one' })
  read: boolean;
}

/** 通用 of the enterprise, then 专业 of the post, as published. */
export class MyHandbook {
  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty()
  postName: string;

  @ApiProperty()
  enterpriseName: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: MyHandbookVersion, nullable: true })
  general: MyHandbookVersion | null;

  @ApiProperty({ type: MyHandbookVersion, nullable: true })
  professional: MyHandbookVersion | null;

  @ApiProperty({ type: [MyHandbookSection] })
  sections: MyHandbookSection[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When this pair of versions was signed for',
  })
  receiptAt: string | null;
}

export class SignReceiptDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  postId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  @ValidateIf((body: SignReceiptDto) => body.generalVersionId !== null)
  @IsUUID()
  generalVersionId: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  @ValidateIf((body: SignReceiptDto) => body.postVersionId !== null)
  @IsUUID()
  postVersionId: string | null;
}

export class HandbookReceipt {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  generalVersionId: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  postVersionId: string | null;
}
