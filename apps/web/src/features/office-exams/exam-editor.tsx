import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Eye, Lock } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { Problem } from '../../shared/api/problem.js';
import type { ExamSession } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { clockText } from '../../shared/time/format.js';
import { Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { ConflictNotice } from '../office-kit/conflict-notice.js';
import { fieldErrors } from '../office-kit/field-errors.js';
import { useLeaveGuard } from '../office-kit/leave-guard.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { questionTypeName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { usePosts } from '../office-kit/references.js';
import { readExam } from '../office-kit/exam-request.js';
import { addExam, deleteExam, publishExam, replaceExam, useBlueprintCheck } from './api.js';
import type { Source } from './blueprint-matrix.js';
import { toBlueprint, totals, withCount } from './blueprint-matrix.js';
import { BlueprintRules } from './blueprint-rules.js';
import { BlueprintTable, cellKey } from './blueprint-table.js';
import { CheckPanel } from './check-panel.js';
import { EntriesEditor } from './entries-editor.js';
import { draftOf, inputOf } from './exam-draft.js';
import type { ExamDraft } from './exam-draft.js';
import { ExamSettings } from './exam-settings.js';
import { PaperPreview } from './paper-preview.js';
import { PaperTotals } from './paper-totals.js';
import { nameOfRow } from './row-name.js';
import { examText as t } from './text.js';
import './exams.css';

/** Rules, settings and list of an exam until it is published; what is typed survives refusals and changes by others. */
export function ExamEditor({ start, exam }: { readonly start: ExamDraft; readonly exam: ExamSession | null }) {
  const { can } = useOffice();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [stored, setStored] = useState(exam);
  const [saved, setSaved] = useState<ExamDraft>(start);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const [asking, setAsking] = useState<'publish' | 'delete' | null>(null);
  const change = (part: Partial<ExamDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const dirty = draft !== saved;
  const guard = useLeaveGuard(dirty);

  const { blueprint, cells } = useMemo(() => toBlueprint(draft.matrix, draft.rules), [draft.matrix, draft.rules]);
  const check = useBlueprintCheck({ ...draft, entries: [...draft.entries] }, blueprint);
  const known = blueprint.strata.length > 0 ? check.data : undefined;
  const facts = useMemo(() => {
    const short = new Set(known?.shortages.flatMap((shortage) => shortage.stratumIndexes));
    return new Map(
      (known?.available ?? []).flatMap(({ stratumIndex, available }) => {
        const cell = cells[stratumIndex];
        return cell ? [[cellKey(cell.row, cell.type), { available, short: short.has(stratumIndex) }] as const] : [];
      }),
    );
  }, [known, cells]);
  const posts = usePosts(draft.organisationId);
  const rowName = (row: Source): string =>
    nameOfRow(
      row,
      posts.data?.find((post) => post.id === row.postId),
    );
  const nameOf = (indexes: readonly number[]): string =>
    indexes
      .flatMap((index) => {
        const cell = cells[index];
        const row = cell ? draft.matrix.rows[cell.row] : undefined;
        return cell && row ? [[rowName(row), questionTypeName(cell.type)].filter(Boolean).join(' · ')] : [];
      })
      .join('、');
  const sum = totals(draft.matrix);
  const missing =
    known?.shortages.reduce(
      (all, { rule, required, available }) => all + (rule === 'posts' ? 0 : required - available),
      0,
    ) ?? 0;
  const blocked = obstacle(draft, sum, missing, known?.feasible ?? true);

  const save = async (version?: number): Promise<ExamSession | null> => {
    setBusy(true);
    setError(null);
    try {
      const kept = stored
        ? await replaceExam(stored.id, inputOf(draft), version ?? stored.version)
        : await addExam(inputOf(draft));
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
  const saveDraft = async (): Promise<void> => {
    const kept = await save();
    // The address follows, without leaving the page: a reload then opens the stored draft.
    if (kept && !stored) history.replaceState(history.state, '', `/office/exams/${kept.id}/edit`);
  };
  /** The server draws from what is stored, so it is stored first. */
  const lookAtOne = async (): Promise<void> => {
    if (!dirty && stored) return setPreviewed(stored.id);
    const kept = await save();
    if (!kept) return;
    if (!stored) history.replaceState(history.state, '', `/office/exams/${kept.id}/edit`);
    setPreviewed(kept.id);
  };
  const publish = async (): Promise<void> => {
    const kept = dirty || !stored ? await save() : stored;
    if (!kept) throw new Error('not saved');
    await publishExam(kept.id);
    setSaved(draft);
    await client.invalidateQueries({ queryKey: ['office'] });
    guard.allow();
    void navigate(`/office/exams/${kept.id}`);
  };
  const messages = new Map(fieldErrors(error).map((entry) => [String(entry.name[0]), entry.errors[0] ?? '']));
  const conflict = error instanceof Problem && error.status === 412 && stored;
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
        <>
          <span className="oe-save" role="status">
            {dirty ? (
              <span className="mut">{t('editor.unsaved')}</span>
            ) : savedAt ? (
              <Status kind="pass">{t('editor.saved', { at: clockText(savedAt) })}</Status>
            ) : null}
          </span>
          {stored ? (
            <Button danger onClick={() => setAsking('delete')}>
              {t('delete')}
            </Button>
          ) : null}
          <Button onClick={() => void saveDraft()} loading={busy}>
            {t('editor.save')}
          </Button>
          <Button icon={<Eye size={16} aria-hidden />} disabled={sum.count === 0} onClick={() => void lookAtOne()}>
            {t('editor.preview')}
          </Button>
          {can(may.publishExams) ? (
            <Button
              type={blocked ? 'default' : 'primary'}
              disabled={blocked !== null}
              icon={blocked ? <Lock size={16} aria-hidden /> : undefined}
              onClick={() => setAsking('publish')}
            >
              {blocked ?? t('editor.publish')}
            </Button>
          ) : null}
        </>
      }
    >
      {conflict ? (
        <ConflictNotice
          onReload={async () => {
            const now = await readExam(stored.id);
            setStored(now);
            const fresh = draftOf(now);
            setDraft(fresh);
            setSaved(fresh);
            setError(null);
          }}
          onKeep={async () => void (await save((await readExam(stored.id)).version))}
        />
      ) : (
        <RefusalNote error={error} />
      )}
      <div className="ok-cols">
        <div className="ok-stack">
          <PaperTotals draft={draft} onChange={change} points={sum.points} count={sum.count} messages={messages} />
          <BlueprintTable
            matrix={draft.matrix}
            onChange={(matrix) => change({ matrix })}
            facts={facts}
            rowName={rowName}
            organisationId={draft.organisationId}
          />
          <BlueprintRules
            rules={draft.rules}
            onChange={(rules) => change({ rules })}
            check={known}
            organisationId={draft.organisationId}
          />
          <EntriesEditor
            entries={draft.entries}
            onChange={(entries) => change({ entries })}
            organisationId={draft.organisationId}
          />
          <ExamSettings draft={draft} onChange={change} messages={messages} />
        </div>
        <CheckPanel
          check={known}
          error={blueprint.strata.length > 0 ? check.error : null}
          busy={check.isFetching}
          retry={() => void check.refetch()}
          nameOf={nameOf}
          wantedOf={(index) => {
            const cell = cells[index];
            const row = cell ? draft.matrix.rows[cell.row] : undefined;
            return cell && row ? { ...row, type: cell.type } : undefined;
          }}
          onReduce={(index, count) => {
            const cell = cells[index];
            if (cell) change({ matrix: withCount(draft.matrix, cell.row, cell.type, count) });
          }}
        />
      </div>
      <AskDialog
        open={asking === 'publish'}
        title={t('publish.title', { title: draft.title })}
        okText={t('publish.ok')}
        onClose={() => setAsking(null)}
        onConfirm={publish}
      >
        <p>{t('publish.text')}</p>
      </AskDialog>
      <AskDialog
        open={asking === 'delete'}
        title={t('delete.title', { title: draft.title })}
        okText={t('delete.ok')}
        danger
        onClose={() => setAsking(null)}
        onConfirm={async () => {
          if (stored) await deleteExam(stored.id);
          setSaved(draft);
          await client.invalidateQueries({ queryKey: ['office', 'exams'] });
          guard.allow();
          void navigate('/office/exams');
        }}
      >
        <p>{t('delete.text')}</p>
      </AskDialog>
      {previewed ? <PaperPreview examId={previewed} onClose={() => setPreviewed(null)} /> : null}
      {guard.dialog}
    </OfficePage>
  );
}

/** Why this draft cannot be published yet, in the words of the button; null when it can. */
function obstacle(
  draft: ExamDraft,
  sum: { count: number; points: number },
  missing: number,
  feasible: boolean,
): string | null {
  if (draft.title.trim() === '') return t('editor.noTitle');
  if (sum.count === 0) return t('editor.noRows');
  if (missing > 0) return t('editor.short', { n: missing });
  if (draft.passHundredths > sum.points) {
    return t('editor.passTooHigh', { pass: pointsText(draft.passHundredths), total: pointsText(sum.points) });
  }
  const ends = draft.startMode === 'together' || Boolean(draft.closesAt);
  if ((draft.purpose === 'formal' || draft.startMode === 'together') && (!draft.opensAt || !ends))
    return t('editor.noWindow');
  if (draft.entries.length === 0) return t('editor.noPeople');
  if (!feasible) return t('editor.notEverybody');
  return null;
}
