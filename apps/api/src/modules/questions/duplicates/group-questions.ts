import { NearDuplicateIndex, groupNearDuplicates, type ComparedQuestion, type NearGroup } from '@zhian/question-bank';

/** A question of a bank, to be compared; `own`: of the bank itself and not shared with it. */
export interface BankQuestion extends ComparedQuestion {
  readonly id: string;
  readonly own: boolean;
}

export interface QuestionGroup {
  readonly questionIds: string[];
  readonly reason: NearGroup['reason'];
  /** Of the stems, 0 to 1; the weakest in the group. */
  readonly similarity: number;
}

/**
 * More than so many that differ in little are a series (the limits of a table asked one by one), not copies of one question:
 * to draw one of them for each paper would empty the bank. Among 7,341 real questions the largest group has six.
 */
const LARGEST_GROUP = 6;

/**
 * Groups of questions that say nearly the same, each with at least one of the bank's own: what is alike among shared ones is
 * for whoever shares them to look at. Pairs that somebody has found to be different hold nothing together; what they were the
 * only link of falls apart.
 */
export function groupQuestions(
  questions: readonly BankQuestion[],
  distinct: readonly (readonly [string, string])[],
): QuestionGroup[] {
  const own = questions.filter((question) => question.own);
  const index = new NearDuplicateIndex(own);
  const rivals = questions.filter((question) => !question.own && index.match(question).length > 0);
  const compared = [...own, ...rivals];
  const apart = new Set(distinct.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  return groupNearDuplicates(compared)
    .flatMap((group) => {
      const members = group.members.map((at) => compared[at] as BankQuestion);
      const split = members.some((a) => members.some((b) => apart.has(`${a.id} ${b.id}`)));
      const parts = split ? connected(members, apart) : [members];
      return parts.map((part) => ({ part, group }));
    })
    .filter(({ part }) => part.length > 1 && part.length <= LARGEST_GROUP && part.some((question) => question.own))
    .map(({ part, group }) => ({
      questionIds: part.map((question) => question.id),
      reason: group.reason,
      similarity: group.similarity,
    }));
}

/** The parts of one group that still hang together without the pairs that were told apart. */
function connected(members: readonly BankQuestion[], apart: ReadonlySet<string>): BankQuestion[][] {
  const index = new NearDuplicateIndex(members);
  const left = new Set(members.keys());
  const parts: BankQuestion[][] = [];
  for (const first of members.keys()) {
    if (!left.delete(first)) continue;
    const part = [first];
    // The list grows while it is walked.
    for (const at of part) {
      const question = members[at] as BankQuestion;
      for (const match of index.match(question)) {
        if (apart.has(`${question.id} ${members[match.index]?.id ?? ''}`) || !left.delete(match.index)) continue;
        part.push(match.index);
      }
    }
    parts.push(part.map((at) => members[at] as BankQuestion));
  }
  return parts;
}
