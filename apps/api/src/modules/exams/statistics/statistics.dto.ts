import { ApiProperty } from '@nestjs/swagger';
import { FLAG_LIMITS, ITEM_FLAGS, type ItemFlag, type QuestionType } from '@zhian/question-bank';

const WORDS = ['high', 'normal', 'low', 'poor', 'negative'] as const;

export class OptionFiguresDto {
  @ApiProperty({ description: 'Stored label' })
  label: string;
  @ApiProperty()
  text: string;
  @ApiProperty({ description: 'A right option, as it was graded' })
  key: boolean;
  @ApiProperty({ description: 'How many chose it' })
  chosen: number;
  @ApiProperty({ description: 'Of those asked; 0-1' })
  share: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the upper 27 %' })
  upperShare: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the lower 27 %' })
  lowerShare: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Correlation of choosing it with the rest of the paper' })
  discrimination: number | null;
}

export class ItemFiguresDto {
  @ApiProperty({ description: 'P: share of those asked who got it right; 0-1' })
  difficulty: number;
  @ApiProperty({ description: 'Share that left it open' })
  omitted: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Point-biserial with the rest of the paper, -1 to 1' })
  discrimination: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'D: P of the upper 27 % less P of the lower 27 %' })
  groupDifference: number | null;
  @ApiProperty({ enum: WORDS, nullable: true, description: 'The word for D' })
  word: (typeof WORDS)[number] | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Estimated from the times of answers' })
  medianSeconds: number | null;
  @ApiProperty({ type: [OptionFiguresDto] })
  options: OptionFiguresDto[];
}

export class ItemStatisticsDto {
  @ApiProperty({ format: 'uuid' })
  questionId: string;
  @ApiProperty({ format: 'uuid' })
  versionId: string;
  @ApiProperty()
  versionNo: number;
  @ApiProperty({ enum: ['formal', 'self_test'] })
  purpose: 'formal' | 'self_test';
  @ApiProperty({ enum: ['single', 'multiple', 'true_false'] })
  type: QuestionType;
  @ApiProperty()
  stem: string;
  @ApiProperty({ description: 'Exams that asked it' })
  exams: number;
  @ApiProperty({ description: 'Papers of these exams' })
  papers: number;
  @ApiProperty({ description: 'Papers that held it; where it was voided afterwards they are not counted' })
  asked: number;
  @ApiProperty({ description: 'asked / papers' })
  exposure: number;
  @ApiProperty({ description: 'Graded by another key than the version has' })
  keyCorrected: boolean;
  @ApiProperty({ format: 'date-time' })
  countedAt: string;
  @ApiProperty({ type: ItemFiguresDto, nullable: true, description: 'null: fewer than 5 people' })
  figures: ItemFiguresDto | null;
  @ApiProperty({ enum: ITEM_FLAGS, isArray: true, description: `From ${FLAG_LIMITS.minimumAsked} papers on` })
  flags: ItemFlag[];
}

export class QuestionStatisticsDto {
  @ApiProperty({ type: [ItemStatisticsDto], description: 'Newest version first, exams before self-tests' })
  items: ItemStatisticsDto[];
}
