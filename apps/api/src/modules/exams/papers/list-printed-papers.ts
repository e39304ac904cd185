import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import { toShown } from '../attempts/answers.js';
import { ConductScope } from '../conduct/conduct-scope.js';
import { differencesOf, shownOf } from './keying.js';
import { PaperDesk } from './paper-desk.js';
import type { KeyingFormDto, PrintedPaperDto } from './printed-paper.dto.js';
import { toPhotoDto } from './photos/paper-photo.dto.js';
import { PaperPhotoRepository } from './photos/paper-photo.repository.js';
import { PrintedPaperRepository, type PaperOfPerson } from './printed-paper.repository.js';

@Injectable()
export class ListPrintedPapers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly desk: PaperDesk,
    private readonly papers: PrintedPaperRepository,
    private readonly photos: PaperPhotoRepository,
  ) {}

  async page(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<PrintedPaperDto>> {
    return this.uow.read(ctx, async (tx) => {
      const { rooms } = await this.scope.find(tx, sessionId);
      const [after] = decodeCursor(query.cursor, ['uuid']) ?? [null];
      const rows = await this.papers.page(tx, sessionId, rooms, after === null ? null : String(after), query.limit + 1);
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => this.dtoOf(row),
      );
    });
  }

  /** For keying in: the questions' numbers and letters, without their words; what the other has keyed in only once both are done. */
  async form(ctx: Ctx, number: string): Promise<KeyingFormDto> {
    return this.uow.read(ctx, async (tx) => {
      const { session, paper, attempt, person } = await this.desk.find(tx, number);
      const keyings = await this.papers.keyings(tx, paper.id);
      const mine = keyings.find((keying) => keying.accountId === ctx.accountIdOrNull);
      const { slots } = attempt.paper;
      const [first, second] = keyings;
      const differences =
        paper.status === 'differs' && first && second ? differencesOf(slots.length, first.answers, second.answers) : [];
      return {
        ...this.dtoOf(person),
        examSessionId: session.id,
        title: session.title,
        slots: slots.map((slot) => ({ slot: slot.slot, type: slot.type, options: slot.optionOrder.length })),
        photos: (await this.photos.ofPaper(tx, paper.id)).map(toPhotoDto),
        mine: mine ? { no: mine.no, finished: mine.finishedAt !== null, answers: shownOf(slots, mine.answers) } : null,
        differences: differences.flatMap((one) => {
          const slot = slots[one.slot - 1];
          return slot ? [{ slot: one.slot, first: toShown(slot, one.first), second: toShown(slot, one.second) }] : [];
        }),
      };
    });
  }

  private dtoOf(row: PaperOfPerson): PrintedPaperDto {
    return {
      id: row.id,
      number: row.number,
      status: row.status,
      personId: row.person_id,
      name: row.name,
      unit: row.unit,
      room: row.room,
      seat: row.seat,
      printedAt: row.printed_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      overdue: (row.status === 'printed' || row.status === 'differs') && this.clock.now() > row.due_at,
      reason: row.reason,
      keyings: row.keyings.map((keying) => ({ ...keying })),
    };
  }
}
