import { useParams } from 'react-router';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { RequireOrganisation } from '../office-kit/require-organisation.js';
import { useExam } from '../office-kit/exam-request.js';
import { draftOf, newDraft } from './exam-draft.js';
import { ExamEditor } from './exam-editor.js';
import { examText as t } from './text.js';

/** A new exam. */
export function NewExamPage() {
  const { organisationId } = useOffice();
  if (organisationId) return <ExamEditor key={organisationId} start={newDraft(organisationId)} exam={null} />;
  return (
    <OfficePage crumbs={[{ title: t('title'), to: '/office/exams' }, { title: t('crumbNew') }]} title={t('add')}>
      <RequireOrganisation>{() => null}</RequireOrganisation>
    </OfficePage>
  );
}

/** A draft that is being changed. */
export function EditExamPage() {
  const { id } = useParams();
  const exam = useExam(id);
  if (exam.data) return <ExamEditor key={exam.data.id} start={draftOf(exam.data)} exam={exam.data} />;
  return (
    <OfficePage
      crumbs={[{ title: t('title'), to: '/office/exams' }, { title: t('crumb.rules') }]}
      title={t('editor.title')}
    >
      <QueryBlock query={exam}>{() => null}</QueryBlock>
    </OfficePage>
  );
}
