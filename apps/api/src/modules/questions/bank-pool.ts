import { Injectable } from '@nestjs/common';
import type { BankItem } from '@zhian/question-bank';
import type { ReadTx } from '../../platform/db/tx.js';
import { BankScope } from './bank-scope.js';

interface PoolRow {
  version_id: string;
  question_id: string;
  type: BankItem['type'];
  category: BankItem['category'];
  knowledge_point: string | null;
  difficulty: number | null;
  fingerprint: string;
  option_texts: string[];
  post_ids: string[];
}

/** What papers of an organisation are drawn from. */
@Injectable()
export class BankPool {
  constructor(private readonly banks: BankScope) {}

  /**
   * Current versions of the active questions, own and shared, by versionId; no keys. Equal questions of several banks share
   * a duplicate group (the fingerprint), so that a paper holds one of them and a check counts them once. No authorisation:
   * the caller has decided whose bank it is.
   */
  async load(tx: ReadTx, organisationId: string): Promise<BankItem[]> {
    const parameters: unknown[] = [];
    const inBank = this.banks.inBank('q', await this.banks.of(tx, organisationId), parameters);
    const rows = await tx.query<PoolRow>(
      `SELECT v.id AS version_id, q.id AS question_id, v.type, q.category, q.knowledge_point, q.difficulty, q.fingerprint,
              ARRAY(SELECT option ->> 'text' FROM jsonb_array_elements(v.options) WITH ORDINALITY AS t(option, n) ORDER BY n) AS option_texts,
              ARRAY(SELECT qp.post_id::text FROM question_post qp WHERE qp.question_id = q.id ORDER BY 1) AS post_ids
       FROM question q JOIN question_version v ON v.id = q.current_version_id
       WHERE q.status = 'active' AND ${inBank} ORDER BY v.id`,
      parameters,
    );
    return rows.map((row) => ({
      versionId: row.version_id,
      questionId: row.question_id,
      type: row.type,
      category: row.category,
      knowledgePoint: row.knowledge_point,
      postIds: row.post_ids,
      difficulty: row.difficulty,
      duplicateGroup: row.fingerprint,
      criteriaClause: null,
      sourceClause: null,
      optionTexts: row.option_texts,
    }));
  }
}
