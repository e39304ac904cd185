import { mayUseOffice } from '../../shared/api/session.js';
import { examWord } from './exam-words.js';
import type { Crumb } from './office-page.js';
import { useOffice } from './office-scope.js';

/** The path down to one exam: by the list of exams, or for whoever is only named as its invigilator by what he looks after. */
export function useExamCrumbs(exam: { readonly id: string; readonly title: string } | null): readonly Crumb[] {
  const { session, can } = useOffice();
  const organises = mayUseOffice(session) && can('exams.session.read');
  const [list, leaf] = organises
    ? [{ title: examWord('list'), to: '/office/exams' }, '']
    : [{ title: examWord('invigilations'), to: '/office/invigilation' }, '/board'];
  return exam ? [list, { title: exam.title, to: `/office/exams/${exam.id}${leaf}` }] : [list];
}
