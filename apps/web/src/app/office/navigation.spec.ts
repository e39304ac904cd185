import { describe, expect, it } from '@jest/globals';
import { navigationOf, permissionOf } from './navigation.js';

describe('permissionOf', () => {
  it('names what a page and everything below it asks for', () => {
    expect(permissionOf('/office/questions')).toBe('questions.question.read');
    expect(permissionOf('/office/questions/import')).toBe('questions.question.read');
  });
  it('asks for nothing where an invigilator works: those whom an exam names need no right of their own', () => {
    for (const path of ['invigilation', 'exams/0192a/board', 'exams/0192a/papers', 'exams/papers/CEVN-3ZC4'])
      expect(permissionOf(`/office/${path}`)).toBeUndefined();
    expect(permissionOf('/office/exams/0192a/rooms')).toBe('exams.session.read');
    expect(permissionOf('/office/exams/0192a')).toBe('exams.session.read');
  });
  it('leaves the first page and unknown addresses alone', () => {
    expect(permissionOf('/office')).toBeUndefined();
    expect(permissionOf('/office/questionsx')).toBeUndefined();
  });
});

describe('navigationOf', () => {
  const keysOf = (reader: Partial<Parameters<typeof navigationOf>[0]>): string[] =>
    navigationOf({ office: true, named: false, can: () => false, ...reader }).flatMap((group) =>
      group.items.map((item) => item.key),
    );
  it('shows what an account may open, and no empty group', () => {
    expect(keysOf({ can: (permission) => permission === 'exams.session.read' })).toEqual(['start', 'exams']);
    expect(navigationOf({ office: true, named: false, can: () => false })).toHaveLength(1);
  });
  it('leads whoever an exam names to what he is to look after, and nowhere that is closed to him', () => {
    expect(keysOf({ named: true })).toEqual(['start', 'invigilation']);
    // A team leader may read exams, but has no pages in the office.
    expect(keysOf({ office: false, named: true, can: () => true })).toEqual(['start', 'invigilation']);
  });
});
