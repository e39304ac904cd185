import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';

export class QuestionBankQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class ConfigureBankDto extends QuestionBankQuery {
  @ApiProperty({ description: 'Questions are reviewed by somebody else before papers draw them' })
  @IsBoolean()
  reviewRequired: boolean;
}

export class QuestionBank {
  @ApiProperty({ format: 'uuid' })
  organisationId: string;

  @ApiProperty()
  organisationName: string;

  @ApiProperty({ description: 'Questions are reviewed by somebody else before papers draw them' })
  reviewRequired: boolean;

  @ApiProperty({ description: 'Questions that wait for a review' })
  inReview: number;

  @ApiProperty({ description: 'Those of them that the caller may review: not his own' })
  reviewable: number;

  @ApiProperty({ description: 'Questions of the caller that a reviewer gave back' })
  returned: number;

  @ApiProperty({ description: 'Groups of near-duplicates to be looked at' })
  duplicateGroups: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Changes up to here were compared' })
  duplicatesCheckedAt: string | null;

  @ApiProperty({ description: 'For If-Match' })
  version: number;
}
