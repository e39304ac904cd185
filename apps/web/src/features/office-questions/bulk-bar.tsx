import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { QuestionChangeResult, QuestionTagChange } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { changeQuestions, chosenBy, countQuestions, type Chosen } from './api.js';
import { BulkTags } from './bulk-tags.js';
import { PrintDialog } from './print-dialog.js';
import { questionText as t } from './text.js';
import './questions.css';

/** What was ticked, or everything that the filters find. */
export type Selection = { readonly ids: readonly string[] } | { readonly all: number };

interface BulkBarProps {
  readonly organisationId: string;
  readonly selection: Selection;
  /** The filters of the page, as the address has them. */
  readonly filter: Readonly<Record<string, string>>;
  readonly onSelect: (selection: Selection) => void;
}

/** What can be done with all chosen questions at once, at the foot of the list. */
export function BulkBar({ organisationId, selection, filter, onSelect }: BulkBarProps) {
  const client = useQueryClient();
  const [open, setOpen] = useState<'tags' | 'retire' | 'print' | null>(null);
  const [done, setDone] = useState<{ result: QuestionChangeResult; undo: QuestionTagChange | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const n = 'all' in selection ? selection.all : selection.ids.length;
  const chosen: Chosen = 'all' in selection ? chosenBy(filter) : { ids: [...selection.ids] };
  const apply = async (change: QuestionTagChange, undo: QuestionTagChange | null, on: Chosen = chosen, count = n) => {
    const result = await changeQuestions(organisationId, on, count, change);
    setDone({ result, undo });
    onSelect({ ids: [] });
    await client.invalidateQueries({ queryKey: ['office', 'questions'] });
  };
  const run = (work: Promise<unknown>): void => {
    setBusy(true);
    setError(null);
    void work.catch(setError).finally(() => setBusy(false));
  };
  const undo = done?.undo ?? null;
  return (
    <div className="oq-bulk">
      {done ? (
        <Outcome
          result={done.result}
          onClose={() => setDone(null)}
          {...(undo && done.result.changed === done.result.changedIds.length
            ? { onUndo: () => run(apply(undo, null, { ids: done.result.changedIds }, done.result.changed)) }
            : {})}
        />
      ) : null}
      <RefusalNote error={error} />
      {n > 0 ? (
        <div className="ok-actions" aria-live="polite">
          <b>{t('bulk.chosen', { n: countText(n) })}</b>
          {'ids' in selection ? (
            <ChooseAll
              key={JSON.stringify(filter)}
              organisationId={organisationId}
              filter={filter}
              onChoose={(all) => onSelect({ all })}
            />
          ) : null}
          <span className="grow" />
          <Button type="primary" onClick={() => setOpen('tags')}>
            {t('bulk.tags')}
          </Button>
          <Button loading={busy} onClick={() => run(apply({ requestReview: true }, null))}>
            {t('bulk.send')}
          </Button>
          <Button loading={busy} onClick={() => run(apply({ status: 'active' }, { status: 'retired' }))}>
            {t('bulk.restore')}
          </Button>
          <Button loading={busy} onClick={() => run(apply({ hidden: true }, { hidden: false }))}>
            {t('bulk.hide')}
          </Button>
          <Button onClick={() => setOpen('print')}>{t('bulk.print')}</Button>
          <Button danger onClick={() => setOpen('retire')}>
            {t('bulk.retire')}
          </Button>
          <Button type="link" onClick={() => onSelect({ ids: [] })}>
            {t('bulk.clear')}
          </Button>
        </div>
      ) : null}
      <BulkTags
        open={open === 'tags'}
        count={n}
        organisationId={organisationId}
        onClose={() => setOpen(null)}
        onApply={(change) => apply(change, null)}
      />
      {open === 'print' ? (
        <PrintDialog
          organisationId={organisationId}
          chosen={chosen}
          what={t('print.chosen', { n: countText(n) })}
          format="pdf"
          onClose={() => setOpen(null)}
        />
      ) : null}
      <AskDialog
        open={open === 'retire'}
        title={t('bulk.retireTitle', { n: countText(n) })}
        okText={t('retire.ok')}
        danger
        onClose={() => setOpen(null)}
        onConfirm={() => apply({ status: 'retired' }, { status: 'active' })}
      >
        <p className="mut">{t('bulk.retireText')}</p>
      </AskDialog>
    </div>
  );
}

/** The number is asked for when it is wanted, so that what is changed is what was seen. */
function ChooseAll({
  organisationId,
  filter,
  onChoose,
}: {
  readonly organisationId: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly onChoose: (count: number) => void;
}) {
  const [count, setCount] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  if (count === null) {
    return (
      <Button
        type="link"
        loading={busy}
        onClick={() => {
          setBusy(true);
          void countQuestions({ ...filter, organisationId })
            .then(setCount)
            .finally(() => setBusy(false));
        }}
      >
        {t('bulk.askAll')}
      </Button>
    );
  }
  return (
    <Button type="link" onClick={() => onChoose(count)}>
      {t('bulk.all', { n: countText(count) })}
    </Button>
  );
}

function Outcome({
  result,
  onUndo,
  onClose,
}: {
  readonly result: QuestionChangeResult;
  readonly onUndo?: () => void;
  readonly onClose: () => void;
}) {
  return (
    <div className={`ok-note ${result.refused > 0 ? 'ok-note-warn' : 'ok-note-info'}`} role="status">
      <div className="ok-grow">
        <b>{t('bulk.done', { n: countText(result.changed) })}</b>{' '}
        {result.unchanged > 0 ? t('bulk.unchanged', { n: countText(result.unchanged) }) : ''}
        {result.refused > 0 ? (
          <>
            <p>{t('bulk.refused', { n: countText(result.refused) })}</p>
            <ul className="oq-refusals">
              {result.refusals.map((refusal) => (
                <li key={refusal.questionId}>
                  「{refusal.stem}」 {refusal.message}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      {onUndo && result.changed > 0 ? <Button onClick={onUndo}>{t('bulk.undo')}</Button> : null}
      <Button type="link" onClick={onClose}>
        {t('bulk.close')}
      </Button>
    </div>
  );
}
