import { ApiProperty } from '@nestjs/swagger';
import { PostRef } from './question.dto.js';

export class QuestionFacet {
  @ApiProperty()
  value: string;

  @ApiProperty()
  count: number;
}

export class QuestionPostFacet extends PostRef {
  @ApiProperty()
  count: number;
}

/** Active questions of a bank, counted. */
export class QuestionFacets {
  @ApiProperty({ type: [QuestionFacet] })
  types: QuestionFacet[];

  @ApiProperty({ type: [QuestionFacet] })
  categories: QuestionFacet[];

  @ApiProperty({ type: [QuestionFacet] })
  knowledgePoints: QuestionFacet[];

  @ApiProperty({ type: [QuestionPostFacet] })
  posts: QuestionPostFacet[];
}
