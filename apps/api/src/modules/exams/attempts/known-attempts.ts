import { Injectable } from '@nestjs/common';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import type { SlotForm } from './answers.js';
import type { AttemptRow } from './attempt.entity.js';
import { withPaper } from './packed-paper.js';

/** Of an attempt what never changes, small enough to keep for every candidate of a county, and how far it is. */
export interface KnownAttempt {
  readonly personId: string;
  readonly slots: readonly SlotForm[];
  /** Questions with an answer as counted at `countedAt` (performance.now()) and moved on by the saves of this process since. */
  answered: number;
  countedAt: number;
}

const MAX_KNOWN = 50_000;

/** Whose attempt it is and what may be answered, so that a save asks the database only what can change. */
@Injectable()
export class KnownAttempts {
  private readonly known = new Map<string, KnownAttempt>();
  /** Papers have thousands of slots but few forms of them. */
  private readonly forms = new Map<string, SlotForm>();

  constructor(private readonly sql: SqlPool) {}

  /** @throws DomainError not-found, the same for another person's attempt */
  async own(ctx: Ctx, id: string): Promise<KnownAttempt> {
    const { personId } = ctx;
    const attempt = this.known.get(id) ?? (await this.load(ctx, id));
    if (attempt?.personId !== personId) throw new DomainError('not-found');
    return attempt;
  }

  private async load(ctx: Ctx, id: string): Promise<KnownAttempt | null> {
    const [row] = await (ctx.tx ?? this.sql.single).query<Pick<AttemptRow, 'id' | 'personId'> & { paper: Buffer }>(
      // One on paper is nothing to a screen until it has been keyed in.
      `SELECT id, person_id AS "personId", paper FROM attempt WHERE id = $1 AND (mode = 'screen' OR status IN ('submitted', 'expired'))`,
      [id],
    );
    return row ? this.remember(withPaper(row)) : null;
  }

  remember(row: Pick<AttemptRow, 'id' | 'personId' | 'paper'>): KnownAttempt {
    const attempt = {
      personId: row.personId,
      slots: row.paper.slots.map((slot) => this.formOf(slot)),
      answered: 0,
      countedAt: -Infinity,
    };
    const oldest = this.known.size >= MAX_KNOWN ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(row.id, attempt);
    return attempt;
  }

  private formOf({ type, optionOrder }: SlotForm): SlotForm {
    const key = `${type} ${optionOrder.join()}`;
    const known = this.forms.get(key);
    if (known) return known;
    const form = { type, optionOrder };
    // 2 × 8! orders are possible; no bank comes near it, and a copy is as good.
    if (this.forms.size < MAX_KNOWN) this.forms.set(key, form);
    return form;
  }
}
