import { Input, Select } from 'antd';
import type { InputRef } from 'antd';
import { Search } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useParams } from 'react-router';
import { useMyInvigilations } from '../../shared/api/requests/my-invigilations.js';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import { countText } from '../../shared/time/points.js';
import { useExamCrumbs } from '../office-kit/exam-crumbs.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import type { Board } from './api.js';
import { BoardHead } from './board-head.js';
import { BoardLegend } from './board-legend.js';
import { FILTERS, shownCandidates, SORTS } from './board-view.js';
import { CandidateGrid } from './candidate-grid.js';
import { CandidatePanel } from './candidate-panel.js';
import { OfflineList } from './offline-list.js';
import { boardText as t } from './text.js';
import { useBoard } from './use-board.js';
import './board.css';

/** 监考台: who is where, how far, connected or not, and what can be done about it. */
export function BoardPage() {
  const { id = '' } = useParams();
  const [filters, change] = useUrlFilters(['room', 'filter', 'sort', 'who']);
  const { query, clock, now, staleSince } = useBoard(id, filters.room ?? null);
  const whole = useWhole(id);
  const { refetch } = query;
  const refresh = useCallback(() => void refetch(), [refetch]);
  const title = query.data?.session.title;
  const crumbs = useExamCrumbs(title === undefined ? null : { id, title });
  return (
    <OfficePage crumbs={[...crumbs, { title: t('title') }]}>
      <div className="oi-board">
        <QueryBlock query={{ ...query, error: query.data ? null : query.error }}>
          {(board) => (
            <>
              <BoardHead
                examId={id}
                board={board}
                roomId={filters.room ?? null}
                clock={clock}
                staleSince={staleSince}
                whole={whole}
                onRoom={(room) => change({ room, who: undefined })}
                onDone={refresh}
              />
              <BoardBody
                examId={id}
                board={board}
                clock={clock}
                now={now}
                filters={filters}
                change={change}
                onDone={refresh}
              />
            </>
          )}
        </QueryBlock>
      </div>
    </OfficePage>
  );
}

/** Does this account look after the whole session? The server decides anyway. */
function useWhole(examId: string): boolean {
  const { can } = useOffice();
  const mine = useMyInvigilations();
  if (can(may.invigilate)) return true;
  return mine.data?.find(({ id }) => id === examId)?.rooms.length === 0;
}

interface BoardBodyProps {
  readonly examId: string;
  readonly board: Board;
  readonly clock: ServerClock;
  readonly now: number;
  readonly filters: ReturnType<typeof useUrlFilters<'room' | 'filter' | 'sort' | 'who'>>[0];
  readonly change: ReturnType<typeof useUrlFilters<'room' | 'filter' | 'sort' | 'who'>>[1];
  readonly onDone: () => void;
}

function BoardBody({ examId, board, clock, now, filters, change, onDone }: BoardBodyProps) {
  const [find, setFind] = useState('');
  const search = useRef<InputRef>(null);
  const filter = FILTERS.find((one) => one === filters.filter);
  const sort = SORTS.find((one) => one === filters.sort) ?? 'seat';
  const shown = shownCandidates(board, { filter, sort, find }, now);
  const chosen = board.candidates.find(({ personId }) => personId === filters.who);
  const choose = useCallback((who: string) => change({ who }), [change]);
  const close = useCallback(() => change({ who: undefined }), [change]);
  useKeys(search, close);
  return (
    <div className="oi-cols">
      <section className="ok-card oi-card">
        <div className="oi-bar">
          <BoardLegend board={board} now={now} filter={filter} onFilter={(next) => change({ filter: next })} />
          <span className="oi-tools">
            <Input
              ref={search}
              className="oi-find"
              allowClear
              prefix={<Search size={15} aria-hidden />}
              placeholder={t('find')}
              aria-label={t('find')}
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
            <Select
              aria-label={t('sort')}
              className="oi-sort"
              value={sort}
              onChange={(next) => change({ sort: next === 'seat' ? undefined : next })}
              options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
            />
          </span>
        </div>
        {board.truncated && !filters.room ? <p className="ok-note ok-note-warn">{t('truncated')}</p> : null}
        {board.candidates.length === 0 ? (
          <EmptyStart title={t('empty')} text={t('empty.text')} />
        ) : shown.length === 0 ? (
          <EmptyStart title={t('find.none')} />
        ) : (
          <CandidateGrid board={board} shown={shown} now={now} chosen={chosen?.personId ?? null} onChoose={choose} />
        )}
        <p className="ok-sr" role="status">
          {countText(shown.length)}
        </p>
      </section>
      <aside className="oi-side">
        {chosen ? (
          <CandidatePanel
            key={chosen.personId}
            examId={examId}
            board={board}
            candidate={chosen}
            clock={clock}
            onClose={close}
            onDone={onDone}
          />
        ) : null}
        <OfflineList board={board} clock={clock} hint={!chosen} onChoose={choose} />
      </aside>
    </div>
  );
}

/** `/` goes to the search field, Escape closes the panel. */
function useKeys(search: RefObject<InputRef | null>, close: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const elsewhere = target?.closest('.ant-modal, .ant-drawer, .ant-select-dropdown');
      const typing = target?.closest('input, textarea');
      if (elsewhere) return;
      if (event.key === '/' && !typing) {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === 'Escape' && !typing) close();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [search, close]);
}
