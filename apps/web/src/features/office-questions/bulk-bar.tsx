import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ButtonProps } from 'antd';
import { useState } from 'react';
import type { Question, QuestionChangeResult, QuestionTagChange } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { changeQuestions, chosenBy, countQuestions, type Chosen } from './api.js';
import { useBank } from './bank.js';
import { countDeeds, isChangedBy, useDeedCounts, type BulkCounts, type BulkDeed } from './bulk-deeds.js';
import { BulkTags } from './bulk-tags.js';
import { PrintDialog } from './print-dialog.js';
import { groupRefusals } from './bulk-refusals.js';
import { bulkText } from './bulk-text.js';
import { questionText as t } from './text.js';
import './questions.css';

/** What was ticked, or everything that the filters find. */
export type Selection = { readonly ids: readonly string[] } | { readonly all: number };

interface BulkBarProps {
  readonly organisationId: string;
  readonly selection: Selection;
  /** The rows of the list: those that are ticked are among them. */
  readonly rows: readonly Question[];
  /** The filters of the page, as the address has them. */
  readonly filter: Readonly<Record<string, string>>;
  readonly onSelect: (selection: Selection) => void;
}

/** Deeds that need no further question, with what takes them back. */
const AT_ONCE = {
  send: { change: { requestReview: true }, undo: null },
  restore: { change: { status: 'active' }, undo: { status: 'retired' } },
  hide: { change: { hidden: true }, undo: { hidden: false } },
  show: { change: { hidden: false }, undo: { hidden: true } },
} as const satisfies Partial<Record<BulkDeed, { change: QuestionTagChange; undo: QuestionTagChange | null }>>;

/** What can be done with the chosen questions, at the foot of the list: only what changes some of them, and how many it changes. */
export function BulkBar({ organisationId, selection, rows, filter, onSelect }: BulkBarProps) {
  const client = useQueryClient();
  const [open, setOpen] = useState<'tags' | 'retire' | 'print' | null>(null);
  // Of how many the dialog speaks, also while it goes away.
  const [asked, setAsked] = useState(0);
  const [done, setDone] = useState<{ result: QuestionChangeResult; undo: QuestionTagChange | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { n, chosen, counts, chosenFor } = useChosen(organisationId, selection, rows, filter);
  const apply = async (on: readonly [Chosen, number], change: QuestionTagChange, undo: QuestionTagChange | null) => {
    const result = await changeQuestions(organisationId, ...on, change);
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
  const act = (deed: BulkDeed | 'print'): void => {
    if (deed === 'tags' || deed === 'retire' || deed === 'print') {
      setAsked(deed === 'print' ? n : (counts?.[deed] ?? 0));
      setOpen(deed);
    } else run(apply(chosenFor(deed), AT_ONCE[deed].change, AT_ONCE[deed].undo));
  };
  return (
    <div className="oq-bulk">
      {done ? (
        <Outcome
          result={done.result}
          onClose={() => setDone(null)}
          {...(undo && done.result.changed === done.result.changedIds.length
            ? { onUndo: () => run(apply([{ ids: done.result.changedIds }, done.result.changed], undo, null)) }
            : {})}
        />
      ) : null}
      <RefusalNote error={error} />
      {n > 0 ? (
        <div className="ok-actions" aria-live="polite">
          <b>{bulkText('chosen', { n: countText(n) })}</b>
          {'ids' in selection ? (
            <ChooseAll
              key={JSON.stringify(filter)}
              organisationId={organisationId}
              filter={filter}
              onChoose={(all) => onSelect({ all })}
            />
          ) : null}
          <span className="grow" />
          <Deeds organisationId={organisationId} n={n} counts={counts} busy={busy} onAct={act} />
          <Button type="link" onClick={() => onSelect({ ids: [] })}>
            {bulkText('clear')}
          </Button>
        </div>
      ) : null}
      <BulkTags
        open={open === 'tags'}
        count={asked}
        organisationId={organisationId}
        onClose={() => setOpen(null)}
        onApply={(change) => apply(chosenFor('tags'), change, null)}
      />
      {open === 'print' ? (
        <PrintDialog
          organisationId={organisationId}
          chosen={chosen}
          what={t('print.chosen', { n: countText(asked) })}
          format="pdf"
          onClose={() => setOpen(null)}
        />
      ) : null}
      <AskDialog
        open={open === 'retire'}
        title={bulkText('retireTitle', { n: countText(asked) })}
        okText={t('retire.ok')}
        danger
        onClose={() => setOpen(null)}
        onConfirm={() => apply(chosenFor('retire'), { status: 'retired' }, { status: 'active' })}
      >
        <p className="mut">{bulkText('retireText')}</p>
      </AskDialog>
    </div>
  );
}

interface DeedsProps {
  readonly organisationId: string;
  readonly n: number;
  /** Unknown while the server counts. */
  readonly counts: BulkCounts | undefined;
  readonly busy: boolean;
  readonly onAct: (deed: BulkDeed | 'print') => void;
}

/** A button for each deed that changes some of the chosen questions, with their number where it is not all. */
function Deeds({ organisationId, n, counts, busy, onAct }: DeedsProps) {
  // Without review, what is sent is in use at once.
  const sends = useBank(organisationId).data?.reviewRequired === false ? 'use' : 'send';
  const button = (deed: BulkDeed, look: Pick<ButtonProps, 'type' | 'danger'> = {}) => {
    const some = counts?.[deed] ?? 0;
    const word = deed === 'send' ? sends : deed;
    return some > 0 ? (
      <Button {...look} loading={busy && deed in AT_ONCE} onClick={() => onAct(deed)}>
        {some < n ? bulkText(`${word}.some`, { n: countText(some) }) : bulkText(word)}
      </Button>
    ) : null;
  };
  return (
    <>
      {button('tags', { type: 'primary' })}
      {button('send')}
      {button('restore')}
      {button('hide')}
      {button('show')}
      <Button onClick={() => onAct('print')}>{bulkText('print')}</Button>
      {button('retire', { danger: true })}
    </>
  );
}

/** How many are chosen, how many of them each deed changes, and what to ask the server for. */
function useChosen(
  organisationId: string,
  selection: Selection,
  rows: readonly Question[],
  filter: Readonly<Record<string, string>>,
) {
  const whole = 'all' in selection;
  const ofAll = useDeedCounts(organisationId, filter, whole);
  const ticked = whole ? [] : rows.filter(({ id }) => selection.ids.includes(id));
  const n = whole ? selection.all : selection.ids.length;
  const chosen: Chosen = whole ? chosenBy(filter) : { ids: [...selection.ids] };
  const chosenFor = (deed: BulkDeed): readonly [Chosen, number] => {
    // What a filter finds is asked for whole; the server says what of it stayed as it was.
    if (whole) return [chosen, n];
    const ids = ticked.filter((row) => isChangedBy(deed, row)).map(({ id }) => id);
    return [{ ids }, ids.length];
  };
  return { n, chosen, counts: whole ? ofAll : countDeeds(ticked), chosenFor };
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
        {bulkText('askAll')}
      </Button>
    );
  }
  return (
    <Button type="link" onClick={() => onChoose(count)}>
      {bulkText('all', { n: countText(count) })}
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
  // Of very many only some are named: then they cannot be counted by reason.
  const allNamed = result.refusals.length === result.refused;
  return (
    <div className={`ok-note ${result.refused > 0 ? 'ok-note-warn' : 'ok-note-info'}`} role="status">
      <div className="ok-grow">
        <b>{bulkText('done', { n: countText(result.changed) })}</b>{' '}
        {result.unchanged > 0 ? bulkText('unchanged', { n: countText(result.unchanged) }) : ''}
        {result.refused > 0 ? (
          <>
            <p>{bulkText('refused', { n: countText(result.refused) })}</p>
            <ul className="oq-refusals">
              {groupRefusals(result.refusals).map(({ message, n, few }) => (
                <li key={message}>
                  {n > 1 && allNamed ? bulkText('refused.group', { n: countText(n) }) : null}
                  {message}
                  <span className="ok-dim">
                    {few.map((stem) => `「${stem}」`).join('')}
                    {n > few.length ? bulkText('refused.more') : null}
                  </span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      {onUndo && result.changed > 0 ? <Button onClick={onUndo}>{bulkText('undo')}</Button> : null}
      <Button type="link" onClick={onClose}>
        {bulkText('close')}
      </Button>
    </div>
  );
}
