import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { clockText, dateTimeText } from '../../../shared/time/format.js';
import { countText, pointsText } from '../../../shared/time/points.js';
import { EmptyStart } from '../../office-kit/empty-start.js';
import { MoreButton } from '../../office-kit/more-button.js';
import { LoadError } from '../../office-kit/load-error.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { TableSkeleton } from '../../office-kit/paged-table.js';
import { usePagedList } from '../../office-kit/paging.js';
import { may } from '../../office-kit/permissions.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { AttemptReview } from '../attempt-review.js';
import { FINDINGS, useIntegrityReport, type Finding, type FindingPerson, type IntegrityReport } from './api.js';
import { FindingFacts, titleOf } from './finding-facts.js';
import { FindingReview } from './finding-review.js';
import { integrityText as t } from './text.js';
import './integrity.css';

const STATES = ['open', 'seen', 'all'] as const;
type State = (typeof STATES)[number];

/** 请看一眼: signs that somebody should look at, and what he made of them. Never verdicts. */
export function IntegrityTab({ examId }: { readonly examId: string }) {
  const report = useIntegrityReport(examId, true);
  return (
    <QueryBlock query={report}>
      {(found) =>
        found.examinedAt === null ? (
          <EmptyStart title={t('examined.none')} text={t('examined.none.text')} />
        ) : (
          <Looked examId={examId} report={found} examinedAt={found.examinedAt} />
        )
      }
    </QueryBlock>
  );
}

interface LookedProps {
  readonly examId: string;
  readonly report: IntegrityReport;
  readonly examinedAt: string;
}

function Looked({ examId, report, examinedAt }: LookedProps) {
  const [state, setState] = useState<State>('open');
  return (
    <div className="ok-stack ok-pad">
      <p className="ok-note ok-note-info">{t('note')}</p>
      <p className="ok-dim">{lookedText(report, examinedAt)}</p>
      <details>
        <summary>{t('how')}</summary>
        <ul className="of-how">
          {(['answers', 'speed', 'device', 'signals'] as const).map((kind) => (
            <li key={kind}>{t(`how.${kind}`)}</li>
          ))}
        </ul>
      </details>
      {report.findings > 0 ? (
        <Segmented
          className="of-states"
          aria-label={t('list')}
          value={state}
          onChange={setState}
          options={STATES.map((value) => ({ value, label: t(`state.${value}`, { n: countText(report.open) }) }))}
        />
      ) : null}
      <Findings examId={examId} state={state} any={report.findings > 0} />
    </div>
  );
}

function lookedText(report: IntegrityReport, examinedAt: string): string {
  return [
    t('examined', { when: dateTimeText(examinedAt), papers: countText(report.papers) }),
    report.comparison === 'made'
      ? t('examined.pairs', { n: countText(report.pairs ?? 0) })
      : t(`comparison.${report.comparison}`),
    report.onPaper > 0 ? t('examined.onPaper', { n: countText(report.onPaper) }) : null,
    report.onKiosk > 0 ? t('examined.onKiosk', { n: countText(report.onKiosk) }) : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

function Findings({ examId, state, any }: { readonly examId: string; readonly state: State; readonly any: boolean }) {
  const { can } = useOffice();
  const list = usePagedList<Finding>(FINDINGS, `/exam-sessions/${examId}/integrity-findings`, {
    state: state === 'all' ? undefined : state,
  });
  const [looking, setLooking] = useState<FindingPerson | null>(null);
  if (list.error && list.items.length === 0) return <LoadError error={list.error} retry={list.retry} />;
  if (list.pending) return <TableSkeleton />;
  if (list.items.length === 0)
    return any ? <EmptyStart title={t(`none.${state}`)} /> : <EmptyStart title={t('none.all')} text={t('none.text')} />;
  return (
    <>
      <ol className="of-list" aria-label={t('list')}>
        {list.items.map((finding) => (
          <li key={finding.id}>
            <h3>{titleOf(finding)}</h3>
            <FindingFacts finding={finding} />
            <People finding={finding} onLook={can(may.readResults) ? setLooking : null} />
            <FindingReview finding={finding} mayReview={can(may.reviewIntegrity)} />
          </li>
        ))}
      </ol>
      <MoreButton list={list} />
      {looking ? (
        <AttemptReview
          attemptId={looking.attemptId}
          name={looking.name ?? t('unnamed')}
          onClose={() => setLooking(null)}
        />
      ) : null}
    </>
  );
}

interface PeopleProps {
  readonly finding: Finding;
  readonly onLook: ((person: FindingPerson) => void) | null;
}

/** Who, where he sat, when and with what result. */
function People({ finding, onLook }: PeopleProps) {
  return (
    <ul className="of-people">
      {finding.people.map((person) => (
        <li key={person.attemptId}>
          <b>{person.name ?? t('unnamed')}</b>
          <span className="mut">{person.unitName}</span>
          <span>{seatText(person)}</span>
          <span>{t('person.time', { from: clockText(person.startedAt), to: clockText(person.endedAt) })}</span>
          <span>{t('person.score', { score: pointsText(person.score) })}</span>
          {onLook && person.name !== null ? (
            <Button size="small" onClick={() => onLook(person)}>
              {t('person.paper')}
            </Button>
          ) : null}
        </li>
      ))}
      {finding.seating ? <li className="of-seating">{t(`seating.${finding.seating}`)}</li> : null}
    </ul>
  );
}

function seatText({ roomName, seat }: FindingPerson): string {
  if (roomName === null) return '';
  return seat === null ? roomName : t('person.seat', { room: roomName, seat });
}
