/**
 * SELECT of `CountedRow`: question versions in exams (i, c, s) with their content and key (v, k). Keys are in it: for staff alone.
 */
export const COUNTED_ROWS = `
  SELECT s.purpose, i.question_id AS "questionId", i.version_id AS "versionId", v.no AS "versionNo", v.type, v.stem, v.options,
    k.correct AS key, i.corrected_key AS "correctedKey", i.people, i.tally, c.attempts AS papers, c.counted_at AS "countedAt"
  FROM exam_item_statistic i
  JOIN exam_item_count c ON c.session_id = i.session_id JOIN exam_session s ON s.id = i.session_id
  JOIN question_version v ON v.id = i.version_id JOIN question_key k ON k.version_id = v.id`;

/** Rows of any number of exams by question version and purpose, in their order. Pure. */
export function byVersionAndPurpose<R extends { readonly versionId: string; readonly purpose: string }>(
  rows: readonly R[],
): R[][] {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const id = `${row.versionId} ${row.purpose}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups.values()];
}
