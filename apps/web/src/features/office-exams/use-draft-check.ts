import { useMemo } from 'react';
import type { QuestionType } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { questionTypeName } from '../office-kit/options.js';
import { usePosts } from '../office-kit/references.js';
import { useBlueprintCheck } from './api.js';
import type { Source } from './blueprint-matrix.js';
import { toBlueprint, totals } from './blueprint-matrix.js';
import { cellKey } from './blueprint-table.js';
import type { ExamDraft } from './exam-draft.js';
import { nameOfRow } from './row-name.js';
import { examText as t } from './text.js';

/** What the bank says of a draft, in the places of its table. */
export function useDraftCheck(draft: ExamDraft) {
  const { blueprint, cells } = useMemo(() => toBlueprint(draft.matrix, draft.rules), [draft.matrix, draft.rules]);
  const check = useBlueprintCheck({ ...draft, entries: [...draft.entries] }, blueprint);
  const asks = blueprint.strata.length > 0;
  const known = asks ? check.data : undefined;
  const facts = useMemo(() => {
    const short = new Set(known?.shortages.flatMap((shortage) => shortage.stratumIndexes));
    return new Map(
      (known?.available ?? []).flatMap(({ stratumIndex, available }) => {
        const cell = cells[stratumIndex];
        return cell ? [[cellKey(cell.row, cell.type), { available, short: short.has(stratumIndex) }] as const] : [];
      }),
    );
  }, [known, cells]);
  const posts = usePosts(draft.organisationId);
  const rowName = (row: Source): string =>
    nameOfRow(
      row,
      posts.data?.find((post) => post.id === row.postId),
    );
  /** The cell of a stratum, with its row. */
  const placeOf = (index: number): { at: number; row: Source; type: QuestionType } | undefined => {
    const cell = cells[index];
    const row = cell ? draft.matrix.rows[cell.row] : undefined;
    return cell && row ? { at: cell.row, row, type: cell.type } : undefined;
  };
  const nameOf = (indexes: readonly number[]): string =>
    indexes
      .flatMap((index) => {
        const place = placeOf(index);
        return place ? [[rowName(place.row), questionTypeName(place.type)].filter(Boolean).join(' · ')] : [];
      })
      .join('、');
  const sum = totals(draft.matrix);
  const missing =
    known?.shortages.reduce(
      (all, { rule, required, available }) => all + (rule === 'posts' ? 0 : required - available),
      0,
    ) ?? 0;
  return {
    known,
    error: asks ? check.error : null,
    busy: check.isFetching,
    retry: () => void check.refetch(),
    facts,
    rowName,
    nameOf,
    placeOf,
    sum,
    blocked: obstacle(draft, sum, missing, known?.feasible ?? true),
  };
}

/** Why this draft cannot be published yet, in the words of the button; null when it can. */
function obstacle(
  draft: ExamDraft,
  sum: { count: number; points: number },
  missing: number,
  feasible: boolean,
): string | null {
  if (draft.title.trim() === '') return t('editor.noTitle');
  if (sum.count === 0) return t('editor.noRows');
  if (missing > 0) return t('editor.short', { n: missing });
  if (draft.passHundredths > sum.points) {
    return t('editor.passTooHigh', { pass: pointsText(draft.passHundredths), total: pointsText(sum.points) });
  }
  const ends = draft.startMode === 'together' || Boolean(draft.closesAt);
  if ((draft.purpose === 'formal' || draft.startMode === 'together') && (!draft.opensAt || !ends))
    return t('editor.noWindow');
  if (draft.entries.length === 0) return t('editor.noPeople');
  if (!feasible) return t('editor.notEverybody');
  return null;
}
