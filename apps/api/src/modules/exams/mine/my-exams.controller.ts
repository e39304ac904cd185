import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { AtKiosk, SignedIn } from '../../../platform/http/permissions.js';
import { ListMyAttempts } from './list-my-attempts.js';
import { ListMyExams } from './list-my-exams.js';
import { ListMyInvigilations } from './list-my-invigilations.js';
import { MyAttemptDto, MyAttemptQuery, MyExamDto, MyInvigilationDto, MyTasksDto } from './my-exams.dto.js';
import { ShowMyTasks } from './show-my-tasks.js';

@ApiTags('my')
@Controller('my')
export class MyExamsController {
  constructor(
    private readonly listMyExams: ListMyExams,
    private readonly listMyAttempts: ListMyAttempts,
    private readonly showMyTasks: ShowMyTasks,
    private readonly listMyInvigilations: ListMyInvigilations,
  ) {}

  @Get('tasks')
  @SignedIn()
  @ApiOkResponse({ type: MyTasksDto })
  tasks(@CurrentCtx() ctx: Ctx): Promise<MyTasksDto> {
    return this.showMyTasks.execute(ctx);
  }

  @Get('exam-sessions')
  @AtKiosk()
  @SignedIn()
  @ApiPage(MyExamDto)
  exams(@CurrentCtx() ctx: Ctx): Promise<Page<MyExamDto>> {
    return this.listMyExams.execute(ctx);
  }

  /** The exams that name this account as invigilator, whatever its roles are. */
  @Get('invigilations')
  @SignedIn()
  @ApiPage(MyInvigilationDto)
  invigilations(@CurrentCtx() ctx: Ctx): Promise<Page<MyInvigilationDto>> {
    return this.listMyInvigilations.execute(ctx);
  }

  @Get('exam-attempts')
  @SignedIn()
  @ApiPage(MyAttemptDto)
  attempts(@CurrentCtx() ctx: Ctx, @Query() query: MyAttemptQuery): Promise<Page<MyAttemptDto>> {
    return this.listMyAttempts.execute(ctx, query);
  }
}
