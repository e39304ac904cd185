import type { CandidateStanding } from './candidate-standings.js';
import type { UnitResultDto, UnitResultsDto } from './result.dto.js';

/** Figures per unit out of where everybody stands; the units add up to the whole. Pure. */
export function unitFigures(people: readonly CandidateStanding[]): UnitResultsDto {
  const units = new Map<string, CandidateStanding[]>();
  for (const person of people) {
    const key = `${person.enterprise_name}\n${person.unit_path}`;
    units.set(key, [...(units.get(key) ?? []), person]);
  }
  const items = [...units.values()].map(figures);
  items.sort(
    (a, b) =>
      a.enterpriseName.localeCompare(b.enterpriseName, 'zh-CN') || a.unitPath.localeCompare(b.unitPath, 'zh-CN'),
  );
  return { all: { ...figures(people), enterpriseName: '', unitPath: '' }, items };
}

function figures(people: readonly CandidateStanding[]): UnitResultDto {
  const sat = people.filter((person) => person.ended > 0);
  // Without the caller's own, where he is not to know it yet.
  const scored = sat.filter((person) => person.best_score !== null);
  const sum = scored.reduce((total, person) => total + (person.best_score ?? 0), 0);
  return {
    enterpriseName: people[0]?.enterprise_name ?? '',
    unitPath: people[0]?.unit_path ?? '',
    entered: people.length,
    sat: sat.length,
    passed: people.filter((person) => person.status === 'passed').length,
    average: scored.length === 0 ? null : Math.floor(sum / scored.length),
  };
}
