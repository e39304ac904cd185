import { describe, expect, it } from '@jest/globals';
import { firstSteps, type Amounts } from './first-steps.js';

const nothing: Amounts = {
  roster: 0,
  posts: 0,
  questions: 0,
  handbooksPublished: 0,
  accounts: 1,
  exams: 0,
  examsOpen: 0,
  plansActive: 0,
};

describe('first steps of the office', () => {
  it('begin with the roster and end with a number', () => {
    const steps = firstSteps(nothing, () => true);
    expect(steps.map((step) => step.code)).toEqual(['roster', 'questions', 'handbooks', 'accounts', 'exams', 'plans']);
    expect(steps.every((step) => !step.done)).toBe(true);
  });

  it('are done when the thing is there', () => {
    const done = firstSteps(
      {
        roster: 120,
        posts: 12,
        questions: 330,
        handbooksPublished: 16,
        accounts: 30,
        exams: 2,
        examsOpen: 1,
        plansActive: 2,
      },
      () => true,
    );
    expect(done.every((step) => step.done)).toBe(true);
  });

  it('send nobody where he may not go', () => {
    expect(firstSteps(nothing, (permission) => permission.startsWith('exams.')).map((step) => step.code)).toEqual([
      'exams',
    ]);
  });
});
