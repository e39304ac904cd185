import { Button, Drawer } from 'antd';
import type { TableProps } from 'antd';
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { saveBlob } from '../../shared/api/client.js';
import { dateTimeText, momentText } from '../../shared/time/format.js';
import { toCsv } from '../office-kit/csv.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { readAll } from '../office-kit/references.js';
import { eventsPath, noteIncident } from './api.js';
import type { Board, SessionEvent } from './api.js';
import { NoteForm } from './note-form.js';
import { boardText as t } from './text.js';
import { fewNames, sessionEventName, sessionEventText } from './words.js';

interface EventLogProps {
  readonly examId: string;
  readonly board: Board;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** 考场记录: everything that was done and noted, the newest first. */
export function EventLog({ examId, board, open, onClose, onDone }: EventLogProps) {
  return (
    <Drawer open={open} onClose={onClose} size={800} title={t('session.log')} destroyOnHidden>
      <LogBody examId={examId} board={board} onDone={onDone} />
    </Drawer>
  );
}

function LogBody({ examId, board, onDone }: Pick<EventLogProps, 'examId' | 'board' | 'onDone'>) {
  const list = usePagedList<SessionEvent>('exam-events', eventsPath(examId));
  const [error, setError] = useState<unknown>(null);
  const { retry } = list;
  useEffect(() => {
    retry();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the board moved on: so may have its log
  }, [board.revision]);
  const save = async (): Promise<void> => {
    setError(null);
    try {
      const events = await readAll<SessionEvent>(eventsPath(examId), {}, undefined, Number.POSITIVE_INFINITY);
      const head = [t('log.at'), t('log.kind'), t('log.who'), t('log.text'), t('log.actor')];
      const rows = events.map((event) => [
        dateTimeText(event.at),
        sessionEventName(event),
        whoText(event),
        sessionEventText(event),
        event.actorName,
      ]);
      saveBlob(
        new Blob([toCsv(head, rows)], { type: 'text/csv;charset=utf-8' }),
        t('session.log.file', { title: board.session.title }),
      );
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <div className="ok-stack">
      <div className="row ok-gap">
        <p className="grow ok-mut">{t('session.log.note')}</p>
        <Button icon={<Download size={16} aria-hidden />} onClick={() => void save()}>
          {t('session.log.export')}
        </Button>
      </div>
      <RefusalNote error={error} />
      <h3>{t('session.note')}</h3>
      <NoteForm onSave={(text) => noteIncident(examId, text)} onSaved={onDone} />
      <PagedTable
        label={t('session.log')}
        list={list}
        rowKey={(row) => String(row.seq)}
        columns={columns()}
        empty={<EmptyStart title={t('session.log.empty')} />}
      />
    </div>
  );
}

function whoText(event: SessionEvent): string {
  return event.people.map(({ name }) => name).join('、');
}

/** A pause or a seating names hundreds: the first few, and all of them when asked. */
function Names({ people }: Pick<SessionEvent, 'people'>) {
  const { few, of } = fewNames(people);
  if (of === null) return few;
  return (
    <details className="oi-names">
      <summary>
        <span className="oi-names-few">{t('log.more', { names: few, n: of })}</span>
        <span className="oi-names-all">{t('log.all', { n: of })}</span>
      </summary>
      {people.map(({ name }) => name).join('、')}
    </details>
  );
}

function columns(): TableProps<SessionEvent>['columns'] {
  return [
    { title: t('log.at'), dataIndex: 'at', width: 124, render: (at: string) => momentText(at) },
    {
      title: t('log.kind'),
      key: 'kind',
      width: 110,
      render: (_, event) => sessionEventName(event),
    },
    { title: t('log.who'), key: 'who', width: 170, render: (_, event) => <Names people={event.people} /> },
    { title: t('log.text'), key: 'text', render: (_, event) => sessionEventText(event) },
    { title: t('log.actor'), dataIndex: 'actorName', width: 100 },
  ];
}
