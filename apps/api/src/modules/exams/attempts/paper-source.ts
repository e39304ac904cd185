import { Injectable } from '@nestjs/common';
import { PaperPool, type PreparedPool, type QuestionContent } from '@zhian/question-bank';
import type { Queryable } from '../../../platform/db/queryable.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { QuestionContents } from '../../questions/index.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { remember } from '../remember.js';

const MAX_POOLS = 50;
const MAX_POST_SETS = 200;
const MAX_CONTENTS = 50_000;

interface SessionPool {
  readonly pool: PaperPool;
  readonly byPosts: Map<string, PreparedPool>;
}

/**
 * What papers are made of, kept in memory: a published session's pool and a question version never change, so a copy cannot
 * be stale. Contents carry no keys.
 */
@Injectable()
export class PaperSource {
  private readonly pools = new Map<string, SessionPool>();
  private readonly loading = new Map<string, Promise<SessionPool>>();
  private readonly contents = new Map<string, QuestionContent>();

  constructor(
    private readonly sessions: ExamSessionRepository,
    private readonly questions: QuestionContents,
  ) {}

  /** The pool of a published session, ready for candidates of these posts; in sorted order. */
  async pool(tx: ReadTx, session: ExamSessionRow, ownPostIds: readonly string[]): Promise<PreparedPool> {
    const known = this.pools.get(session.id) ?? (await this.load(tx, session));
    const key = ownPostIds.join();
    const prepared = known.byPosts.get(key) ?? known.pool.prepare(ownPostIds);
    remember(known.byPosts, key, prepared, MAX_POST_SETS);
    return prepared;
  }

  /** For a blueprint that asks for nobody's posts; null when it has not been read yet. */
  poolInMemory(sessionId: string): PreparedPool | null {
    return this.pools.get(sessionId)?.byPosts.get('') ?? null;
  }

  /** Once, however many start at the same moment: a pool of a large bank is megabytes. */
  private load(tx: ReadTx, session: ExamSessionRow): Promise<SessionPool> {
    const loading =
      this.loading.get(session.id) ??
      this.sessions
        .poolOf(tx, session.id)
        .then((items) => {
          const loaded = { pool: new PaperPool(session.blueprint, items), byPosts: new Map<string, PreparedPool>() };
          remember(this.pools, session.id, loaded, MAX_POOLS);
          return loaded;
        })
        .finally(() => this.loading.delete(session.id));
    this.loading.set(session.id, loading);
    return loading;
  }

  /** By version id. */
  async contentsOf(sql: Queryable, versionIds: readonly string[]): Promise<ReadonlyMap<string, QuestionContent>> {
    const missing = versionIds.filter((id) => !this.contents.has(id));
    if (missing.length === 0) return this.contents;
    const read = await this.questions.byVersion(sql, missing);
    for (const [id, content] of read) remember(this.contents, id, content, MAX_CONTENTS);
    return new Map(versionIds.map((id) => [id, contentOrThrow(this.contents.get(id) ?? read.get(id), id)]));
  }
}

function contentOrThrow(content: QuestionContent | undefined, id: string): QuestionContent {
  if (!content) throw new Error(`question version ${id} is not in the bank`);
  return content;
}
