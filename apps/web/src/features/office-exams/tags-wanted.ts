import type { QuestionType } from '../../shared/api/types.js';
import type { Source } from './blueprint-matrix.js';

/** The tags that new questions need to fill a gap of a blueprint, as the pages of the bank take them. */
export function tagsWanted(
  organisationId: string | null,
  wanted: (Source & { readonly type: QuestionType }) | undefined,
): URLSearchParams {
  const tags = new URLSearchParams(organisationId ? { organisationId } : {});
  for (const name of ['type', 'category', 'knowledgePoint', 'postId'] as const) {
    const value = wanted?.[name];
    if (value) tags.set(name, value);
  }
  return tags;
}
