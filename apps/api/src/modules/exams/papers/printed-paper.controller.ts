import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { Expendable } from '../../../platform/http/expendable.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../platform/http/page.js';
import { Permit, PermitOrNamed } from '../../../platform/http/permissions.js';
import { contentDisposition } from '../../../platform/http/upload.js';
import { ReasonDto } from '../conduct/conduct.dto.js';
import { KeyIn } from './key-in.js';
import { ListPrintedPapers } from './list-printed-papers.js';
import { PrintSessionPapers } from './print-session-papers.js';
import {
  KeyingFormDto,
  KeyingInput,
  NewPaperDto,
  PaperFileQuery,
  PrintedPaperDto,
  PrintedPapersDto,
  PrintPapersInput,
  SettlementInput,
} from './printed-paper.dto.js';
import { ReadPrintedPapers } from './read-printed-papers.js';
import { SettlePaper } from './settle-paper.js';
import { WithdrawPaper } from './withdraw-paper.js';

/** Exams on paper: printing, and keying in by two people. */
@ApiTags('printed-papers')
@Controller()
export class PrintedPaperController {
  constructor(
    private readonly printPapers: PrintSessionPapers,
    private readonly readPapers: ReadPrintedPapers,
    private readonly listPapers: ListPrintedPapers,
    private readonly keyIn: KeyIn,
    private readonly settlePaper: SettlePaper,
    private readonly withdrawPaper: WithdrawPaper,
  ) {}

  /** One attempt on paper for each; who cannot have one is named with the reason. */
  @Post('exam-sessions/:id/printed-papers')
  @HttpCode(200)
  @Permit('exams.session.invigilate', 'resource')
  @ApiOkResponse({ type: PrintedPapersDto })
  async print(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: PrintPapersInput,
  ): Promise<PrintedPapersDto> {
    const { papers, skipped } = await this.printPapers.execute(ctx, id, body.personIds);
    return { papers: [...papers], skipped: [...skipped] };
  }

  @Get('exam-sessions/:id/printed-papers')
  @PermitOrNamed('exams.session.invigilate')
  @ApiPage(PrintedPaperDto)
  list(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<PrintedPaperDto>> {
    return this.listPapers.page(ctx, id, query);
  }

  /** All of them in one file, without keys; an audit entry each time. */
  @Get('exam-sessions/:id/printed-papers/file')
  @Expendable()
  @Permit('exams.session.invigilate', 'resource')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Query() query: PaperFileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { fileName, bytes } = await this.readPapers.execute(ctx, id, query.paperIds);
    void reply.headers({
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    return bytes;
  }

  @Get('printed-papers/:number')
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: KeyingFormDto })
  form(@CurrentCtx() ctx: Ctx, @Param('number') number: string): Promise<KeyingFormDto> {
    return this.listPapers.form(ctx, number);
  }

  /** The caller's own entry, whole each time. The second person who is done ends the attempt, unless the two differ. */
  @Put('printed-papers/:number/keying')
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: KeyingFormDto })
  async key(
    @CurrentCtx() ctx: Ctx,
    @Param('number') number: string,
    @Body() body: KeyingInput,
  ): Promise<KeyingFormDto> {
    await this.keyIn.execute(ctx, number, body.answers, body.finished ?? false);
    return this.listPapers.form(ctx, number);
  }

  /** Every question on which the two differ, and no other. */
  @Post('printed-papers/:number/settlement')
  @HttpCode(200)
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: KeyingFormDto })
  async settle(
    @CurrentCtx() ctx: Ctx,
    @Param('number') number: string,
    @Body() body: SettlementInput,
  ): Promise<KeyingFormDto> {
    await this.settlePaper.execute(ctx, number, body.answers);
    return this.listPapers.form(ctx, number);
  }

  /** Void, and the same questions again under a new number. */
  @Post('printed-papers/:number/reprint')
  @HttpCode(200)
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: NewPaperDto })
  reprint(@CurrentCtx() ctx: Ctx, @Param('number') number: string, @Body() body: ReasonDto): Promise<NewPaperDto> {
    return this.withdrawPaper.reprint(ctx, number, body.reason);
  }

  /** Nobody has written on it: void, and its candidate has not sat the exam. */
  @Post('printed-papers/:number/cancellation')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  cancel(@CurrentCtx() ctx: Ctx, @Param('number') number: string, @Body() body: ReasonDto): Promise<void> {
    return this.withdrawPaper.cancel(ctx, number, body.reason);
  }

  /** Once the time for keying in is over. The attempt ends without answers. */
  @Post('printed-papers/:number/closure')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  close(@CurrentCtx() ctx: Ctx, @Param('number') number: string, @Body() body: ReasonDto): Promise<void> {
    return this.withdrawPaper.close(ctx, number, body.reason);
  }
}
