import type { Post } from '../../shared/api/types.js';
import type { Source } from './blueprint-matrix.js';
import { examText as t } from './text.js';

/** 「触电急救 · 本岗位 · 难度 2～4」: where the questions of a row come from. */
export function nameOfRow(row: Source, post?: Pick<Post, 'name'>): string {
  const { difficulty, difficultyTo = difficulty } = row;
  const range = difficulty === difficultyTo ? String(difficulty) : `${difficulty}～${difficultyTo}`;
  return [
    row.knowledgePoint,
    row.ownPost ? t('rows.post.own') : row.postId ? (post?.name ?? t('rows.post.named')) : undefined,
    row.criteriaClause
      ? t('rows.criteriaIs', { clause: row.criteriaClause })
      : row.criteria
        ? t('rows.criteria')
        : undefined,
    row.sourceClause,
    difficulty ? t('rows.difficultyIs', { n: range }) : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}
