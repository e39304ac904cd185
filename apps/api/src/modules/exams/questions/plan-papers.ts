import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Blueprint } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { PlannedPapers, type PlannedExam, type PlannedRow } from '../../questions/index.js';
import { CandidatePosts } from '../entries/candidate-posts.js';
import { EntriesRepository, type EntryRule } from '../entries/entries.repository.js';
import { papersApart } from '../sessions/papers-apart.js';
import { allowsRetakes } from '../sessions/session-policy.js';

const NO_POSTS: ReadonlySet<string> = new Set();

interface SessionInUse {
  readonly id: string;
  readonly blueprint: Blueprint;
  readonly attemptsAllowed: number | null;
  readonly resitsAllowed: number;
}

/** Tells the bank's matrix of gaps what the exams that are planned or under way will ask for. */
@Injectable()
export class PlanPapers implements OnModuleInit {
  constructor(
    private readonly planned: PlannedPapers,
    private readonly entries: EntriesRepository,
    private readonly posts: CandidatePosts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.planned.register((tx, organisationId) => this.of(tx, organisationId));
  }

  /** Drafts too: to write for them is what the matrix is for. A draft whose time has passed is no plan any more. */
  private async of(tx: ReadTx, organisationId: string): Promise<PlannedExam[]> {
    const sessions = await tx.query<SessionInUse>(
      `SELECT s.id, s.blueprint, s.attempts_allowed AS "attemptsAllowed", s.resits_allowed AS "resitsAllowed"
       FROM exam_session s JOIN organisation o ON o.id = s.organisation_id
       WHERE o.enterprise_id = $1 AND s.status <> 'cancelled'
         AND (s.closes_at IS NULL OR coalesce(s.ends_at, s.closes_at) > least($2::timestamptz, s.paused_at))
       ORDER BY s.id`,
      [organisationId, this.clock.now()],
    );
    const ownPosts = await this.ownPosts(tx, sessions);
    return sessions.map((session) => ({
      papersApart: papersApart(session.blueprint, allowsRetakes(session)),
      rows: session.blueprint.strata.flatMap((stratum): PlannedRow[] => {
        const own = stratum.ownPost ? ownPosts.get(session.id) : undefined;
        const postIds = stratum.postId ? new Set([stratum.postId]) : (own ?? NO_POSTS);
        // A row of any post is met by any of the bank: no post lacks something for it.
        if (postIds.size === 0) return [];
        const { type, count, knowledgePoint = null } = stratum;
        return [{ type, count, postIds, knowledgePoint }];
      }),
    }));
  }

  /** The posts that somebody on the list holds alone. Whoever holds several is asked by the questions of all of them together. */
  private async ownPosts(
    tx: ReadTx,
    sessions: readonly SessionInUse[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const asking = sessions.filter(({ blueprint }) => blueprint.strata.some((stratum) => stratum.ownPost));
    if (asking.length === 0) return new Map();
    const rules = await this.entries.rulesOf(
      tx,
      asking.map(({ id }) => id),
    );
    const known = new Map<string, ReadonlySet<string>>();
    const found = new Map<string, ReadonlySet<string>>();
    for (const { id } of asking) {
      const listed = rules.filter((rule) => rule.session_id === id);
      // Most exams of an enterprise are for the same people.
      const key = listed.map((rule) => `${rule.kind} ${rule.id}`).join();
      const posts = known.get(key) ?? (await this.singlePosts(tx, listed));
      known.set(key, posts);
      found.set(id, posts);
    }
    return found;
  }

  private async singlePosts(tx: ReadTx, rules: readonly EntryRule[]): Promise<ReadonlySet<string>> {
    const sets = await this.posts.sets(tx, rules, this.clock.today());
    return new Set(sets.flatMap(({ postIds }) => (postIds.length === 1 ? postIds : [])));
  }
}
