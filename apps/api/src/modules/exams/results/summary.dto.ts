import { ApiProperty } from '@nestjs/swagger';

export class ScoreBandDto {
  @ApiProperty({ description: 'Percent of the total, inclusive' })
  from: number;
  @ApiProperty({ description: 'Percent of the total, exclusive; 100 is in the last band' })
  to: number;
  @ApiProperty()
  count: number;
}

export class QuestionFigureDto {
  @ApiProperty({ format: 'uuid' })
  questionId: string;
  @ApiProperty()
  stem: string;
  @ApiProperty()
  drawn: number;
  @ApiProperty()
  right: number;
}

export class ExamSummaryDto {
  @ApiProperty()
  entries: number;
  @ApiProperty()
  notStarted: number;
  @ApiProperty()
  inProgress: number;
  @ApiProperty({ description: 'People whose best attempt passed' })
  passed: number;
  @ApiProperty()
  failed: number;
  @ApiProperty({ type: [ScoreBandDto], description: 'Best attempt of each person' })
  distribution: ScoreBandDto[];
  @ApiProperty({ type: [QuestionFigureDto], description: 'The most often wrong first, at most 50' })
  questions: QuestionFigureDto[];
}
