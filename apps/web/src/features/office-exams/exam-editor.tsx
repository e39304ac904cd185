import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Problem } from '../../shared/api/problem.js';
import type { ExamSession } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { ConflictNotice } from '../office-kit/conflict-notice.js';
import { windowText } from '../office-kit/exam-phase.js';
import { readExam } from '../office-kit/exam-request.js';
import { fieldErrors } from '../office-kit/field-errors.js';
import { useLeaveGuard } from '../office-kit/leave-guard.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { OfficePage } from '../office-kit/office-page.js';
import { totals, withCount } from './blueprint-matrix.js';
import { BlueprintRules } from './blueprint-rules.js';
import { BlueprintTable } from './blueprint-table.js';
import { CheckPanel } from './check-panel.js';
import { EditorActions } from './editor-actions.js';
import { EntriesEditor } from './entries-editor.js';
import type { ExamDraft } from './exam-draft.js';
import { ExamSettings } from './exam-settings.js';
import { PaperPreview } from './paper-preview.js';
import { PaperTotals } from './paper-totals.js';
import { examText as t } from './text.js';
import { useDraftCheck } from './use-draft-check.js';
import { useExamDraft } from './use-exam-draft.js';
import type { EditedExam } from './use-exam-draft.js';
import './exams.css';

/** Rules, settings and list of an exam until it is published. */
export function ExamEditor({ start, exam }: { readonly start: ExamDraft; readonly exam: ExamSession | null }) {
  const navigate = useNavigate();
  const edited = useExamDraft(start, exam);
  const { draft, stored, dirty } = edited;
  const check = useDraftCheck(draft);
  const guard = useLeaveGuard(dirty);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const [asking, setAsking] = useState<'publish' | 'delete' | null>(null);
  /** The server draws from what is stored, so it is stored first. */
  const lookAtOne = async (): Promise<void> => {
    const kept = dirty || !stored ? await edited.save() : stored;
    if (kept) setPreviewed(kept.id);
  };
  const leaveFor = (path: string): void => {
    guard.allow();
    void navigate(path);
  };
  return (
    <OfficePage
      crumbs={[
        { title: t('title'), to: '/office/exams' },
        ...(stored ? [{ title: stored.title, to: `/office/exams/${stored.id}` }] : [{ title: t('crumbNew') }]),
        { title: t('crumb.rules') },
      ]}
      title={draft.title.trim() || t('editor.title')}
      note={t('editor.note')}
      actions={
        <EditorActions
          exam={edited}
          drawable={check.sum.count > 0}
          blocked={check.blocked}
          onPreview={() => void lookAtOne()}
          onAsk={setAsking}
        />
      }
    >
      <SaveRefusal exam={edited} />
      <EditedParts exam={edited} check={check} />
      <AskDialog
        open={asking === 'publish'}
        title={t('publish.title', { title: draft.title })}
        okText={t('publish.ok')}
        onClose={() => setAsking(null)}
        onConfirm={async () => leaveFor(`/office/exams/${await edited.publish()}`)}
      >
        <PublishFacts draft={draft} />
        <p>{t('publish.text')}</p>
      </AskDialog>
      <AskDialog
        open={asking === 'delete'}
        title={t('delete.title', { title: draft.title })}
        okText={t('delete.ok')}
        danger
        onClose={() => setAsking(null)}
        onConfirm={async () => {
          await edited.remove();
          leaveFor('/office/exams');
        }}
      >
        <p>{t('delete.text')}</p>
      </AskDialog>
      {previewed ? <PaperPreview examId={previewed} onClose={() => setPreviewed(null)} /> : null}
      {guard.dialog}
    </OfficePage>
  );
}

/** What cannot be changed afterwards, once more: a wrong year is seen here or by forty people. */
function PublishFacts({ draft }: { readonly draft: ExamDraft }) {
  const { passHundredths, durationMinutes, entries, matrix } = draft;
  const sum = totals(matrix);
  return (
    <p>
      <b>{windowText(draft)}</b>
      <br />
      {t('publish.facts', {
        n: sum.count,
        points: pointsText(sum.points),
        pass: pointsText(passHundredths),
        minutes: durationMinutes,
      })}
      <br />
      {t('publish.who', { names: entries.map(({ name }) => name).join('、') })}
    </p>
  );
}

/** Where somebody else has saved it meanwhile, there is a choice to make; any other refusal is told. */
function SaveRefusal({ exam: { error, stored, reload, save } }: { readonly exam: EditedExam }) {
  const conflict = error instanceof Problem && error.status === 412 && stored;
  if (!conflict) return <RefusalNote error={error} />;
  return (
    <ConflictNotice onReload={reload} onKeep={async () => void (await save((await readExam(stored.id)).version))} />
  );
}

interface EditedPartsProps {
  readonly exam: EditedExam;
  readonly check: ReturnType<typeof useDraftCheck>;
}

function EditedParts({ exam: { draft, change, error }, check }: EditedPartsProps) {
  const { known, sum, placeOf } = check;
  const { organisationId } = draft;
  const messages = new Map(fieldErrors(error).map((entry) => [String(entry.name[0]), entry.errors[0] ?? '']));
  return (
    <div className="ok-cols">
      <div className="ok-stack">
        <PaperTotals draft={draft} onChange={change} points={sum.points} count={sum.count} messages={messages} />
        <BlueprintTable
          matrix={draft.matrix}
          onChange={(matrix) => change({ matrix })}
          facts={check.facts}
          rowName={check.rowName}
          organisationId={organisationId}
        />
        <BlueprintRules
          rules={draft.rules}
          onChange={(rules) => change({ rules })}
          check={known}
          organisationId={organisationId}
        />
        <EntriesEditor
          entries={draft.entries}
          onChange={(entries) => change({ entries })}
          organisationId={organisationId}
        />
        <ExamSettings draft={draft} onChange={change} messages={messages} />
      </div>
      <CheckPanel
        check={known}
        error={check.error}
        busy={check.busy}
        retry={check.retry}
        nameOf={check.nameOf}
        wantedOf={(index) => {
          const place = placeOf(index);
          return place && { ...place.row, type: place.type };
        }}
        onReduce={(index, count) => {
          const place = placeOf(index);
          if (place) change({ matrix: withCount(draft.matrix, place.at, place.type, count) });
        }}
      />
    </div>
  );
}
