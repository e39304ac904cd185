import { ApiProperty } from '@nestjs/swagger';

/** An exam whose papers held the question, or may still come to hold it. */
export class QuestionUseDto {
  @ApiProperty({ format: 'uuid' })
  sessionId: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  organisationName: string;

  @ApiProperty({ description: 'Papers that held it; counted when the session is over, or each hour' })
  drawn: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastDrawnAt: string | null;

  @ApiProperty({ description: 'Not over: later papers may draw it' })
  running: boolean;
}

export class QuestionUsage {
  @ApiProperty({ type: [QuestionUseDto], description: 'Newest first, at most 200; those that the caller may read' })
  sessions: QuestionUseDto[];
}
