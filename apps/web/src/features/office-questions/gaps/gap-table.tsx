import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { api } from '../../../shared/api/client.js';
import type { QuestionGapCell, QuestionGapPoints, QuestionGaps } from '../../../shared/api/types.js';
import { countText } from '../../../shared/time/points.js';
import { Frac, Status } from '../../../shared/ui/index.js';
import { LoadError } from '../../office-kit/load-error.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { questionTypeName, questionTypes } from '../../office-kit/options.js';
import { may } from '../../office-kit/permissions.js';
import { gapText as t } from './text.js';

export interface GapPlace {
  readonly postId: string;
  readonly postName: string;
  readonly type: QuestionGapCell['type'];
  readonly point: string | null;
}

interface GapTableProps {
  readonly rows: QuestionGaps['posts'];
  readonly organisationId: string;
  readonly general: 'count' | 'leave';
  /** The post whose knowledge points are shown. */
  readonly open: string | undefined;
  readonly onOpen: (postId: string | undefined) => void;
  readonly onWrite: (place: GapPlace) => void;
}

/** A real table: to be read out, copied and printed. */
export function GapTable({ rows, open, onOpen, ...rest }: GapTableProps) {
  const sum = (index: number): number => rows.reduce((total, row) => total + (row.cells[index]?.missing ?? 0), 0);
  return (
    <div className="oq-gaps">
      <table className="ok-plain" aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('post')}</th>
            {questionTypes.map((type) => (
              <th key={type} scope="col">
                {questionTypeName(type)}
              </th>
            ))}
            <th scope="col" className="n">
              {t('sum')}
            </th>
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.postId}>
            <Row
              name={row.postName}
              cells={row.cells}
              place={{ postId: row.postId, postName: row.postName, point: null }}
              expanded={open === row.postId}
              pointsMissing={row.pointsMissing}
              onToggle={() => onOpen(open === row.postId ? undefined : row.postId)}
              {...rest}
            />
            {open === row.postId ? <PointRows post={row} {...rest} /> : null}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row">{t('sum')}</th>
            {questionTypes.map((type, index) => (
              <td key={type}>{countText(sum(index))}</td>
            ))}
            <Lacking
              missing={questionTypes.reduce((total, _, index) => total + sum(index), 0)}
              pointsMissing={rows.reduce((total, row) => total + row.pointsMissing, 0)}
            />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

type Shared = Pick<GapTableProps, 'organisationId' | 'general' | 'onWrite'>;

function PointRows({ post, ...rest }: Shared & { readonly post: QuestionGaps['posts'][number] }) {
  const { general, organisationId } = rest;
  const query = useQuery({
    queryKey: ['office', 'questions', 'gaps', organisationId, general, post.postId],
    queryFn: ({ signal }) =>
      api.get<QuestionGapPoints>(`/question-gaps/${post.postId}`, { query: { general }, signal }),
  });
  if (query.error)
    return (
      <tr>
        <td colSpan={5}>
          <LoadError error={query.error} retry={() => void query.refetch()} />
        </td>
      </tr>
    );
  if (!query.data)
    return (
      <tr aria-busy="true">
        <td colSpan={5} className="mut">
          …
        </td>
      </tr>
    );
  if (query.data.points.length === 0)
    return (
      <tr>
        <td colSpan={5} className="mut">
          {t('points.none')}
        </td>
      </tr>
    );
  return query.data.points.map(({ point, cells }) => (
    <Row
      key={point}
      name={point}
      cells={cells}
      place={{ postId: post.postId, postName: post.postName, point }}
      {...rest}
    />
  ));
}

interface RowProps extends Shared {
  readonly name: string;
  readonly cells: readonly QuestionGapCell[];
  readonly place: Omit<GapPlace, 'type'>;
  readonly pointsMissing?: number;
  readonly expanded?: boolean;
  readonly onToggle?: () => void;
}

function Row({ name, cells, place, pointsMissing = 0, expanded, onToggle, ...rest }: RowProps) {
  const missing = cells.reduce((sum, cell) => sum + cell.missing, 0);
  return (
    <tr className={place.point === null ? undefined : 'oq-gap-point'}>
      <th scope="row">
        {onToggle ? (
          <button
            type="button"
            className="oq-gap-open"
            aria-expanded={expanded}
            aria-label={t(expanded ? 'points.hide' : 'points', { post: name })}
            onClick={onToggle}
          >
            {expanded ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      {cells.map((cell) => (
        <Cell key={cell.type} cell={cell} place={{ ...place, type: cell.type }} {...rest} />
      ))}
      <Lacking missing={missing} pointsMissing={pointsMissing} />
    </tr>
  );
}

/** What a row lacks by type, and what its knowledge points lack: either may be short alone. */
function Lacking({ missing, pointsMissing }: { readonly missing: number; readonly pointsMissing: number }) {
  return (
    <td className="n">
      {missing > 0 ? t('missing.short', { n: countText(missing) }) : pointsMissing > 0 ? null : '—'}
      {pointsMissing > 0 ? (
        <span className="ok-dim oq-gap-points">{t('points.missing', { n: countText(pointsMissing) })}</span>
      ) : null}
    </td>
  );
}

function Cell({
  cell,
  place,
  organisationId,
  onWrite,
}: Shared & { readonly cell: QuestionGapCell; readonly place: GapPlace }) {
  const { can } = useOffice();
  const what = [place.postName, place.point, questionTypeName(cell.type)].filter(Boolean).join(' · ');
  const found = new URLSearchParams({ organisationId, postId: place.postId, type: cell.type });
  const given = new URLSearchParams({ organisationId, postId: place.postId, category: 'professional' });
  if (place.point !== null) {
    found.set('knowledgePoint', place.point);
    given.set('knowledgePoint', place.point);
  }
  return (
    <td className={cell.missing > 0 ? `oq-gap-${shade(cell)}` : undefined}>
      <div className="oq-gap-cell">
        {cell.missing > 0 ? (
          <b>{t('missing.short', { n: countText(cell.missing) })}</b>
        ) : (
          <Status kind="pass">{t('cell.full')}</Status>
        )}
        <Link
          to={`/office/questions?${found}`}
          aria-label={`${what}：${t('of', { have: cell.have, need: cell.need })}`}
        >
          <Frac n={cell.have} of={cell.need} />
        </Link>
        {cell.missing > 0 && can(may.writeQuestions) ? (
          <span className="oq-gap-do">
            <button type="button" aria-label={t('write.for', { what })} onClick={() => onWrite(place)}>
              {t('write')}
            </button>
            {can(may.importQuestions) ? (
              <Link to={`/office/questions/import?${given}`} aria-label={t('import.for', { what })}>
                {t('import')}
              </Link>
            ) : null}
          </span>
        ) : null}
      </div>
      {cell.exams ? <p className="oq-gap-from">{examsText(cell.exams)}</p> : null}
    </td>
  );
}

/** Where a number comes from: 「2 场考试要用，最多一次取 8 道」. */
export function examsText({ exams, most, papers }: NonNullable<QuestionGapCell['exams']>): string {
  const numbers = { n: countText(exams), most: countText(most), papers: countText(papers) };
  return t(papers > 1 ? 'exams.apart' : 'exams', numbers);
}

/** Three steps of the gap scale: nearly there, half, next to nothing. */
function shade({ missing, need }: QuestionGapCell): 1 | 2 | 3 {
  if (missing * 4 <= need) return 1;
  return missing * 4 <= need * 3 ? 2 : 3;
}
