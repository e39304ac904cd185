import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { QuestionMentions, type QuestionMention } from '../questions/index.js';
import { HandbookScope } from './handbook-scope.js';

/** Tells a question's page in the office which handbook sections link to it. */
@Injectable()
export class HandbookMentions implements OnModuleInit {
  constructor(
    private readonly mentions: QuestionMentions,
    private readonly scope: HandbookScope,
  ) {}

  onModuleInit(): void {
    this.mentions.register((tx, questionId) => this.of(tx, questionId));
  }

  /** Published versions; the draft of a handbook that has none. Only handbooks that the caller may read. */
  private of(tx: ReadTx, questionId: string): Promise<QuestionMention[]> {
    const parameters: unknown[] = [questionId];
    return tx.query<QuestionMention>(
      `SELECT s.id AS "sectionId", h.title AS "handbookTitle", s.title AS "sectionTitle"
       FROM handbook_section_question sq JOIN handbook_section s ON s.id = sq.section_id
       JOIN handbook h ON coalesce(h.published_version_id, h.draft_version_id) = s.version_id
       WHERE sq.question_id = $1 AND ${this.scope.mayRead(tx, 'h.organisation_id', parameters)}
       ORDER BY h.title, s.position LIMIT 200`,
      parameters,
    );
  }
}
