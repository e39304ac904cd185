import type { ExamSession, ExamSessionInput } from '../../shared/api/types.js';
import { emptyMatrix, toBlueprint, toMatrix } from './blueprint-matrix.js';
import type { Matrix, PaperRules } from './blueprint-matrix.js';

export interface DraftEntry {
  readonly kind: 'region' | 'organisation' | 'post' | 'person';
  readonly id: string;
  readonly name: string;
}

/** An exam while it is being edited. */
export interface ExamDraft extends Omit<ExamSessionInput, 'blueprint' | 'entries'> {
  readonly matrix: Matrix;
  readonly rules: PaperRules;
  readonly entries: readonly DraftEntry[];
}

/** What a new exam starts with: 60 minutes, two attempts with a day between, wrong questions shown after submission. */
export function newDraft(organisationId: string | null): ExamDraft {
  return {
    ...(organisationId ? { organisationId } : {}),
    title: '',
    purpose: 'formal',
    durationMinutes: 60,
    passHundredths: 8000,
    scoringScheme: 'all-or-nothing',
    attemptsAllowed: 2,
    coolDownMinutes: 1440,
    disclosure: 'wrong_questions',
    discloseAt: 'submission',
    shuffleOptions: true,
    shuffleQuestions: true,
    startMode: 'individual',
    resitsAllowed: 0,
    oneDevice: true,
    invigilated: false,
    packs: 'auto',
    matrix: emptyMatrix,
    rules: {},
    entries: [],
  };
}

export function draftOf(exam: ExamSession): ExamDraft {
  return {
    ...(exam.organisationId ? { organisationId: exam.organisationId } : {}),
    title: exam.title,
    purpose: exam.purpose,
    ...(exam.opensAt ? { opensAt: exam.opensAt } : {}),
    ...(exam.closesAt ? { closesAt: exam.closesAt } : {}),
    durationMinutes: exam.durationMinutes,
    passHundredths: exam.passHundredths,
    scoringScheme: exam.scoringScheme,
    attemptsAllowed: exam.attemptsAllowed,
    coolDownMinutes: exam.coolDownMinutes,
    disclosure: exam.disclosure,
    discloseAt: exam.discloseAt,
    shuffleOptions: exam.shuffleOptions,
    shuffleQuestions: exam.shuffleQuestions,
    startMode: exam.startMode ?? 'individual',
    accessCode: exam.accessCode ?? null,
    lateEntryMinutes: exam.lateEntryMinutes ?? null,
    resitsAllowed: exam.resitsAllowed ?? 0,
    oneDevice: exam.oneDevice ?? true,
    invigilated: exam.invigilated ?? false,
    packs: exam.packs,
    matrix: toMatrix(exam.blueprint),
    rules: rulesOf(exam.blueprint),
    entries: exam.entries.map((entry) => ({ kind: entry.kind as DraftEntry['kind'], id: entry.id, name: entry.name })),
  };
}

function rulesOf({ strata: _strata, ...rules }: ExamSession['blueprint']): PaperRules {
  return rules;
}

/** What the API takes. */
export function inputOf(draft: ExamDraft): ExamSessionInput {
  const { matrix, rules, entries, closesAt, ...rest } = draft;
  const { blueprint } = toBlueprint(matrix, rules);
  // 统一收卷 ends when the time is up: the end follows from the beginning.
  const end = draft.startMode === 'together' || !closesAt ? {} : { closesAt };
  return {
    ...end,
    ...rest,
    title: draft.title.trim(),
    blueprint,
    entries: entries.map(({ kind, id }) => ({ kind, id })),
  };
}
