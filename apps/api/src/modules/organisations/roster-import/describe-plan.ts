import { maskIdNumber } from '../people/id-document.js';
import type { PlannedRow, RosterPlan } from './plan-roster.js';
import { refusedRow, type RosterFile } from './read-roster-file.js';
import type { RosterPreview, RosterSampleRow } from './roster-import.dto.js';

const SAMPLE = 50;
const shownUnit = (key: string): string => key.replaceAll('/', ' / ');

/** What a person sees of a plan: counts, reasons, and the first rows with masked numbers. Pure. */
export function describePlan(file: RosterFile, plan: RosterPlan): RosterPreview {
  const late = plan.refused.map((refusal) => refusedRow(refusal.row, [refusal], file.letters, file.severalSheets));
  const refused = [...file.refused, ...late].sort((a, b) =>
    a.sheet === b.sheet ? a.row - b.row : a.sheet < b.sheet ? -1 : 1,
  );
  const count = (action: PlannedRow['action']): number => plan.rows.filter((row) => row.action === action).length;
  const shown = (['changed', 'new', 'unchanged'] as const).flatMap((action) =>
    plan.rows.filter((row) => row.action === action).slice(0, SAMPLE),
  );
  return {
    counts: {
      rows: file.rows.length + file.refused.length,
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: refused.length,
    },
    refused,
    sample: shown.slice(0, SAMPLE).map(sampleRow),
    newUnits: plan.newUnits.map(shownUnit),
    newPosts: [...plan.newPosts],
  };
}

function sampleRow(planned: PlannedRow): RosterSampleRow {
  return {
    row: planned.row.row,
    name: planned.row.name,
    idNumberMasked: maskIdNumber(planned.row.idNumber),
    unitPath: shownUnit(planned.unitKey),
    post: planned.postNames.join('、'),
    action: planned.action,
    note: planned.note,
  };
}
