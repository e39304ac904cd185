import { Injectable } from '@nestjs/common';
import {
  PaperPool,
  checkOverlap,
  checkPrepared,
  type BankItem,
  type Blueprint,
  type PreparedPool,
  type Shortage,
} from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { CandidatePosts, type PostSet } from '../entries/candidate-posts.js';
import type { EntryRule } from '../entries/entries.repository.js';
import type { ExamPurpose } from './exam-session.entity.js';
import { NEIGHBOURS } from './papers-apart.js';

/** A shortage, and how many of those who are to come it concerns; null: everybody. */
export type CandidateShortage = Omit<Shortage, 'rule'> & {
  readonly rule: Shortage['rule'] | 'posts';
  readonly people: number | null;
  /** Of those whom it concerns, where rows speak of own posts. */
  readonly ownPostIds: readonly string[];
};

export interface Candidates {
  readonly rules: readonly EntryRule[];
  readonly purpose: ExamPurpose;
  /** May somebody come again after a paper of this session? */
  readonly retakes: boolean;
}

const EVERYBODY: PostSet = { postIds: [], name: '', people: 0, examples: [] };

/**
 * Will everybody on the list get a paper, whatever his posts, his last attempt, and the papers of his neighbours? Decided per
 * set of posts; a limit of overlap is decided for the worst case, and for the last attempt that each has behind him.
 */
@Injectable()
export class PaperGuarantee {
  constructor(
    private readonly clock: Clock,
    private readonly posts: CandidatePosts,
  ) {}

  async check(
    tx: ReadTx,
    blueprint: Blueprint,
    items: readonly BankItem[],
    candidates: Candidates,
  ): Promise<{ shortages: CandidateShortage[]; pools: PreparedPool[] }> {
    const pool = new PaperPool(blueprint, items);
    const byPost = blueprint.strata.some((stratum) => stratum.ownPost && stratum.count > 0);
    const sets = byPost ? await this.posts.sets(tx, candidates.rules, this.clock.today()) : [EVERYBODY];
    const pools = new Map<string, PreparedPool>();
    if (sets.length === 0) return this.withoutPeople(blueprint, items, candidates.retakes);
    const shortages: CandidateShortage[] = [];
    for (const set of sets) {
      const prepared = pool.prepare(set.postIds, set.name);
      pools.set(keyOf(set.postIds), prepared);
      if (byPost && set.postIds.length === 0) shortages.push(withoutPost(set));
      else
        shortages.push(
          ...this.shortagesOf(prepared, candidates.retakes).map((found) => concerning(found, prepared, set)),
        );
    }
    if (shortages.length === 0 && blueprint.overlap?.lastAttemptMax !== undefined) {
      shortages.push(...(await this.afterLastAttempts(tx, pools, byPost, candidates)));
    }
    return { shortages: together(shortages), pools: [...pools.values()] };
  }

  /** What can be said before anybody is on the list: all but the rows of own posts. */
  private withoutPeople(
    blueprint: Blueprint,
    items: readonly BankItem[],
    retakes: boolean,
  ): { shortages: CandidateShortage[]; pools: PreparedPool[] } {
    const strata = blueprint.strata.map((stratum) => (stratum.ownPost ? { ...stratum, count: 0 } : stratum));
    const prepared = new PaperPool({ ...blueprint, strata }, items).prepare();
    const shortages = this.shortagesOf(prepared, retakes).map((found) => ({ ...found, people: null, ownPostIds: [] }));
    return { shortages: [nobodyYet(), ...shortages], pools: [prepared] };
  }

  private shortagesOf(prepared: PreparedPool, retakes: boolean): Shortage[] {
    const feasibility = checkPrepared(prepared);
    if (!feasibility.feasible) return feasibility.shortages;
    return checkOverlap(prepared, { lastAttempt: retakes ? 'any paper' : null, neighbours: NEIGHBOURS });
  }

  private async afterLastAttempts(
    tx: ReadTx,
    pools: ReadonlyMap<string, PreparedPool>,
    byPost: boolean,
    { rules, purpose }: Candidates,
  ): Promise<CandidateShortage[]> {
    const found: CandidateShortage[] = [];
    for (const last of await this.posts.lastAttempts(tx, rules, this.clock.today(), purpose)) {
      const prepared = pools.get(byPost ? keyOf(last.postIds) : '');
      if (!prepared) continue;
      const shortages = checkOverlap(prepared, { lastAttempt: last.questionIds, neighbours: NEIGHBOURS });
      found.push(...shortages.map((shortage) => ({ ...shortage, people: 1, ownPostIds: last.postIds })));
    }
    return found;
  }
}

function keyOf(postIds: readonly string[]): string {
  return postIds.join();
}

function nobodyYet(): CandidateShortage {
  return {
    stratumIndexes: [],
    required: 0,
    available: 0,
    rule: 'posts',
    people: null,
    ownPostIds: [],
    message: '名单里还没有人。选好应考人员，才知道每个岗位的题够不够。',
  };
}

function withoutPost({ people, examples }: PostSet): CandidateShortage {
  const who = `${examples.join('、')}${people > examples.length ? '等' : ''}`;
  return {
    stratumIndexes: [],
    required: people,
    available: 0,
    rule: 'posts',
    people,
    ownPostIds: [],
    message: `有 ${people} 人没有岗位（${who}），抽不出本岗位的题。先给他们定岗，或把他们移出名单。`,
  };
}

/** What has nothing to do with the posts concerns everybody. */
function concerning(shortage: Shortage, prepared: PreparedPool, set: PostSet): CandidateShortage {
  const own = shortage.stratumIndexes.some((index) => prepared.blueprint.strata[index]?.ownPost);
  const people = own || (shortage.stratumIndexes.length === 0 && set.name !== '') ? set.people : null;
  return { ...shortage, people, ownPostIds: set.postIds };
}

/** The same shortage of several sets of posts, or several people, is said once. */
function together(shortages: readonly CandidateShortage[]): CandidateShortage[] {
  const byMessage = new Map<string, CandidateShortage>();
  for (const shortage of shortages) {
    const before = byMessage.get(shortage.message);
    const people =
      before?.people == null || shortage.people === null ? shortage.people : before.people + shortage.people;
    byMessage.set(shortage.message, { ...shortage, people });
  }
  return [...byMessage.values()];
}
