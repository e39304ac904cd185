import { ApiProperty } from '@nestjs/swagger';

export class FirstStepDto {
  @ApiProperty({ enum: ['roster', 'questions', 'handbooks', 'accounts', 'exams', 'plans'] })
  code: string;
  @ApiProperty({ description: 'zh-CN' })
  title: string;
  @ApiProperty()
  done: boolean;
  @ApiProperty({ description: 'Page of the office' })
  href: string;
}

export class OfficeHomeDto {
  @ApiProperty({ description: 'People on the roster today' })
  roster: number;
  @ApiProperty()
  posts: number;
  @ApiProperty({ description: 'Active questions' })
  questions: number;
  @ApiProperty()
  handbooksPublished: number;
  @ApiProperty()
  examsOpen: number;
  @ApiProperty()
  plansActive: number;
  @ApiProperty({ type: [FirstStepDto] })
  firstSteps: FirstStepDto[];
}
