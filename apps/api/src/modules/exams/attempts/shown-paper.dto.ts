import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

// Laws A12: every class here is an allow-list of what a candidate receives. A key, a version id or a seed has no place in it
// before results are released; test/e2e/exam-leakage.spec.ts compares the answers with these lists.

export class PictureDto {
  @ApiProperty({ description: 'Where it lies; for those who may sit the exam' })
  url: string;
  @ApiProperty({ description: 'What it shows, in words' })
  alt: string;
  @ApiProperty({ description: 'Pixels; 0 when not known' })
  width: number;
  @ApiProperty()
  height: number;
}

export class OptionDto {
  @ApiProperty()
  id: string;
  @ApiProperty()
  text: string;
  @ApiPropertyOptional({ type: PictureDto })
  picture?: PictureDto;
}

export class SlotDto {
  @ApiProperty()
  slot: number;
  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;
  @ApiProperty()
  stem: string;
  @ApiProperty({ type: [OptionDto] })
  options: OptionDto[];
  @ApiProperty({ description: 'Hundredths of a point' })
  points: number;
  @ApiPropertyOptional({ type: PictureDto, description: 'Of the stem' })
  picture?: PictureDto;
}

export class PaperDto {
  @ApiProperty({ type: [SlotDto] })
  slots: SlotDto[];
}
