import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExamSession } from '../../shared/api/types.js';
import { readExam } from '../office-kit/exam-request.js';
import { addExam, deleteExam, publishExam, replaceExam } from './api.js';
import { draftOf, inputOf } from './exam-draft.js';
import type { ExamDraft } from './exam-draft.js';

export interface EditedExam {
  readonly draft: ExamDraft;
  readonly change: (part: Partial<ExamDraft>) => void;
  /** As it is stored; null: not yet. */
  readonly stored: ExamSession | null;
  readonly savedAt: string | null;
  readonly dirty: boolean;
  readonly busy: boolean;
  /** Why it was not saved the last time. */
  readonly error: unknown;
  /** null: refused, `error` says why. */
  readonly save: (version?: number) => Promise<ExamSession | null>;
  /** What is stored now takes the place of what is typed. */
  readonly reload: () => Promise<void>;
  /** Saved before, where something is unsaved. Returns its id. @throws when it is refused */
  readonly publish: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** A draft that is typed and stored; what is typed survives refusals and changes by others. */
export function useExamDraft(start: ExamDraft, exam: ExamSession | null): EditedExam {
  const client = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [stored, setStored] = useState(exam);
  const [saved, setSaved] = useState<ExamDraft>(start);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const dirty = draft !== saved;

  const save = async (version?: number): Promise<ExamSession | null> => {
    setBusy(true);
    setError(null);
    try {
      const kept = stored
        ? await replaceExam(stored.id, inputOf(draft), version ?? stored.version)
        : await addExam(inputOf(draft));
      // The address follows, without leaving the page: a reload then opens the stored draft.
      if (!stored) history.replaceState(history.state, '', `/office/exams/${kept.id}/edit`);
      setSaved(draft);
      setStored(kept);
      setSavedAt(new Date().toISOString());
      await client.invalidateQueries({ queryKey: ['office', 'exams'] });
      return kept;
    } catch (refused) {
      setError(refused);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const reload = async (): Promise<void> => {
    if (!stored) return;
    const now = await readExam(stored.id);
    const fresh = draftOf(now);
    setStored(now);
    setDraft(fresh);
    setSaved(fresh);
    setError(null);
  };
  const publish = async (): Promise<string> => {
    const kept = dirty || !stored ? await save() : stored;
    if (!kept) throw new Error('not saved');
    await publishExam(kept.id);
    setSaved(draft);
    await client.invalidateQueries({ queryKey: ['office'] });
    return kept.id;
  };
  const remove = async (): Promise<void> => {
    if (stored) await deleteExam(stored.id);
    setSaved(draft);
    await client.invalidateQueries({ queryKey: ['office', 'exams'] });
  };
  const change = (part: Partial<ExamDraft>): void => setDraft((now) => ({ ...now, ...part }));
  return { draft, change, stored, savedAt, dirty, busy, error, save, reload, publish, remove };
}
