import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Expendable } from '../../../platform/http/expendable.js';
import { Permit } from '../../../platform/http/permissions.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { XLSX, workbookReply } from '../workbook-reply.js';
import { AddPerson } from './add-person.js';
import { DepartPerson } from './depart-person.js';
import { EditPerson } from './edit-person.js';
import { ExportRoster } from './export-roster.js';
import { ListPeople } from './list-people.js';
import { PeopleQuery, RosterExportQuery } from './people-query.dto.js';
import {
  CreatePersonDto,
  DepartPersonDto,
  EditPersonDto,
  ReturnPersonDto,
  RevealPersonDto,
  TransferPersonDto,
} from './person-input.dto.js';
import { Person, PersonDetail, RevealedPerson } from './person.dto.js';
import { ReturnPerson } from './return-person.js';
import { RevealPerson } from './reveal-person.js';
import { ShowPerson } from './show-person.js';
import { TransferPerson } from './transfer-person.js';

@ApiTags('people')
@Controller()
export class PersonController {
  constructor(
    private readonly list: ListPeople,
    private readonly showPerson: ShowPerson,
    private readonly addPerson: AddPerson,
    private readonly editPerson: EditPerson,
    private readonly transferPerson: TransferPerson,
    private readonly departPerson: DepartPerson,
    private readonly returnPerson: ReturnPerson,
    private readonly revealPerson: RevealPerson,
    private readonly exportRoster: ExportRoster,
  ) {}

  @Get('people')
  @Permit('organisations.person.read', 'list')
  @ApiPage(Person)
  index(@CurrentCtx() ctx: Ctx, @Query() query: PeopleQuery): Promise<Page<Person>> {
    return this.list.execute(ctx, query);
  }

  @Post('people')
  @Permit('organisations.person.write', 'body')
  @ApiCreatedResponse({ type: PersonDetail })
  async add(
    @CurrentCtx() ctx: Ctx,
    @Body() dto: CreatePersonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDetail> {
    const { personId } = await this.addPerson.execute(ctx, dto);
    return this.tagged(ctx, personId, reply);
  }

  @Get('people/:id')
  @Permit('organisations.person.read', 'resource')
  @ApiOkResponse({ type: PersonDetail })
  show(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDetail> {
    return this.tagged(ctx, id, reply);
  }

  @Patch('people/:id')
  @Permit('organisations.person.write', 'resource')
  @ApiOkResponse({ type: PersonDetail })
  async edit(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() dto: EditPersonDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDetail> {
    await this.editPerson.execute(ctx, id, ifMatch(request), dto);
    return this.tagged(ctx, id, reply);
  }

  @Post('people/:id/transfer')
  @HttpCode(200)
  @Permit('organisations.person.write', 'resource')
  @ApiOkResponse({ type: PersonDetail })
  async transfer(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() dto: TransferPersonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDetail> {
    await this.transferPerson.execute(ctx, id, dto);
    return this.tagged(ctx, id, reply);
  }

  @Post('people/:id/departure')
  @HttpCode(200)
  @Permit('organisations.person.write', 'resource')
  @ApiOkResponse({ type: PersonDetail })
  async depart(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() dto: DepartPersonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDetail> {
    await this.departPerson.execute(ctx, id, dto);
    return this.tagged(ctx, id, reply);
  }

  @Post('people/:id/return')
  @HttpCode(200)
  @Permit('organisations.person.write', 'resource')
  @ApiOkResponse({ type: PersonDetail })
  async return(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() dto: ReturnPersonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDetail> {
    await this.returnPerson.execute(ctx, id, dto);
    return this.tagged(ctx, id, reply);
  }

  @Post('people/:id/id-number-reveals')
  @Permit('organisations.person.reveal', 'resource')
  @ApiCreatedResponse({ type: RevealedPerson })
  reveal(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() dto: RevealPersonDto): Promise<RevealedPerson> {
    return this.revealPerson.execute(ctx, id, dto);
  }

  @Get('roster-export')
  @Expendable()
  @Permit('organisations.person.read', 'list')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(@CurrentCtx() ctx: Ctx, @Query() query: RosterExportQuery): Promise<StreamableFile> {
    return workbookReply(await this.exportRoster.execute(ctx, query));
  }

  private async tagged(ctx: Ctx, id: string, reply: FastifyReply): Promise<PersonDetail> {
    const person = await this.showPerson.execute(ctx, id);
    setETag(reply, person.version);
    return person;
  }
}
