import { describe, expect, it } from '@jest/globals';
import { permissionOf } from './navigation.js';

describe('permissionOf', () => {
  it('names what a page and everything below it asks for', () => {
    expect(permissionOf('/office/questions')).toBe('questions.question.read');
    expect(permissionOf('/office/questions/import')).toBe('questions.question.read');
  });
  it('asks for nothing at the board of an exam and where its papers are keyed in: they are also for those whom the exam names', () => {
    expect(permissionOf('/office/exams/0192a/board')).toBeUndefined();
    expect(permissionOf('/office/exams/papers/CEVN-3ZC4')).toBeUndefined();
    expect(permissionOf('/office/exams/0192a/papers')).toBe('exams.session.read');
    expect(permissionOf('/office/exams/0192a/rooms')).toBe('exams.session.read');
  });
  it('leaves the first page and unknown addresses alone', () => {
    expect(permissionOf('/office')).toBeUndefined();
    expect(permissionOf('/office/questionsx')).toBeUndefined();
  });
});
