import { useQueryClient } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { Armchair, Eye, MonitorCheck, Printer } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ExamSession } from '../../shared/api/types.js';
import { countText, pointsText, shareText } from '../../shared/time/points.js';
import { Bar, Frac } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { DownloadButton } from '../office-kit/download.js';
import { kitText } from '../office-kit/kit-text.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { maySupervise } from '../office-kit/exam-supervision.js';
import { useExam } from '../office-kit/exam-request.js';
import { examWord } from '../office-kit/exam-words.js';
import { cancelExam, useExamSummary } from './api.js';
import type { ExamSummary } from './api.js';
import { ChaseList } from './chase-list.js';
import { Distribution } from './distribution.js';
import { EntriesTable } from './entries-table.js';
import { useIntegrityReport } from './integrity/api.js';
import { IntegrityTab } from './integrity/integrity-tab.js';
import { integrityText } from './integrity/text.js';
import { ItemsTable } from './items-table.js';
import { PaperPreview } from './paper-preview.js';
import { PhaseStatus, windowText } from '../office-kit/exam-phase.js';
import { QuestionResults } from './question-results.js';
import { RegradeList } from './regrade-list.js';
import { resultsText } from './results-text.js';
import { UnitResults } from './unit-results.js';
import { examText as t } from './text.js';
import './exams.css';

/** One exam: how it goes, who is missing, which questions were hard. */
export function ExamPage() {
  const { id } = useParams();
  const exam = useExam(id);
  const title = exam.data?.title ?? t('title');
  return (
    <OfficePage
      crumbs={[{ title: t('title'), to: '/office/exams' }, { title }]}
      title={title}
      note={exam.data ? <ExamNote exam={exam.data} /> : undefined}
      actions={exam.data ? <ExamActions exam={exam.data} /> : undefined}
    >
      <QueryBlock query={exam}>{(found) => <ExamBody exam={found} />}</QueryBlock>
    </OfficePage>
  );
}

function ExamNote({ exam }: { readonly exam: ExamSession }) {
  return (
    <span className="row ok-gap">
      <PhaseStatus phase={exam.phase} />
      <span>{windowText(exam)}</span>
      <span>
        {exam.questionCount} {t('questions')} · {pointsText(exam.totalPoints)} {t('score')} · {t('pass')}{' '}
        {pointsText(exam.passHundredths)} {t('score')} · {exam.durationMinutes} {t('minutes')}
      </span>
    </span>
  );
}

function ExamActions({ exam }: { readonly exam: ExamSession }) {
  const { can } = useOffice();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [looking, setLooking] = useState(false);
  if (exam.status === 'draft') {
    return can(may.writeExams) ? (
      <LinkButton to={`/office/exams/${exam.id}/edit`} type="primary">
        {t('detail.edit')}
      </LinkButton>
    ) : null;
  }
  if (exam.status === 'cancelled') return null;
  const look = can(may.writeExams) ? (
    <>
      <Button icon={<Eye size={16} aria-hidden />} onClick={() => setLooking(true)}>
        {t('editor.preview')}
      </Button>
      {looking ? <PaperPreview examId={exam.id} onClose={() => setLooking(false)} /> : null}
    </>
  ) : null;
  const conduct = can(may.invigilate) ? <ConductLinks exam={exam} /> : null;
  if (!can(may.publishExams))
    return (
      <>
        {look}
        {conduct}
      </>
    );
  return (
    <>
      {look}
      {conduct}
      <Button danger onClick={() => setAsking(true)}>
        {t('detail.cancel')}
      </Button>
      <AskDialog
        open={asking}
        title={t('cancel.title', { title: exam.title })}
        okText={t('cancel.ok')}
        danger
        askReason
        onClose={() => setAsking(false)}
        onConfirm={(reason) =>
          cancelExam(exam.id, reason).then(() => client.invalidateQueries({ queryKey: ['office', 'exams'] }))
        }
      >
        <p>{t('cancel.text')}</p>
      </AskDialog>
    </>
  );
}

/** 考场和座位 at any time; 监考 while there is something to look after, and what was noted afterwards. */
function ConductLinks({ exam }: { readonly exam: ExamSession }) {
  if (exam.purpose !== 'formal') return null;
  const now = maySupervise(exam, Date.parse(exam.serverTime));
  return (
    <>
      <LinkButton to={`/office/exams/${exam.id}/rooms`} icon={<Armchair size={16} aria-hidden />}>
        {t('detail.rooms')}
      </LinkButton>
      <LinkButton to={`/office/exams/${exam.id}/papers`} icon={<Printer size={16} aria-hidden />}>
        {t('detail.papers')}
      </LinkButton>
      {now || exam.phase === 'closed' ? (
        <LinkButton
          to={`/office/exams/${exam.id}/board`}
          type={now ? 'primary' : 'default'}
          icon={<MonitorCheck size={16} aria-hidden />}
        >
          {t(now ? 'detail.board' : 'detail.boardAfter')}
        </LinkButton>
      ) : null}
    </>
  );
}

function ExamBody({ exam }: { readonly exam: ExamSession }) {
  const summary = useExamSummary(exam.id, exam.status !== 'draft');
  if (exam.status === 'draft') {
    return <p className="ok-note ok-note-info">{examWord('phase.draft')}</p>;
  }
  return (
    <QueryBlock query={summary}>
      {(found) => (
        <>
          <Sums summary={found} />
          <ExamTabs exam={exam} found={found} />
        </>
      )}
    </QueryBlock>
  );
}

function ExamTabs({ exam, found }: { readonly exam: ExamSession; readonly found: ExamSummary }) {
  const [filters, change] = useUrlFilters(['tab', 'status']);
  const { can } = useOffice();
  const mayLook = exam.purpose === 'formal' && can(may.readIntegrity);
  const toLookAt = useIntegrityReport(exam.id, mayLook).data?.open ?? 0;
  const tabs = [
    {
      key: 'chase',
      label: t('tab.chase'),
      children: <ChaseList exam={exam} />,
    },
    {
      key: 'entries',
      label: `${t('tab.entries')} ${countText(found.entries)}`,
      children: <EntriesTable exam={exam} status={filters.status} onStatus={(status) => change({ status })} />,
    },
    { key: 'distribution', label: t('tab.distribution'), children: <Distribution summary={found} /> },
    { key: 'units', label: resultsText('tab.units'), children: <UnitResults examId={exam.id} /> },
    ...(can(may.readResults)
      ? [
          {
            key: 'items',
            label: resultsText('tab.questions'),
            children: <QuestionResults examId={exam.id} />,
          },
          {
            key: 'corrections',
            label: resultsText('tab.corrections'),
            children: <RegradeList examId={exam.id} />,
          },
        ]
      : [{ key: 'items', label: t('tab.items'), children: <ItemsTable questions={found.questions} /> }]),
    ...(mayLook
      ? [
          {
            key: 'look',
            label: toLookAt > 0 ? integrityText('tab.open', { n: countText(toLookAt) }) : integrityText('tab'),
            children: <IntegrityTab examId={exam.id} />,
          },
        ]
      : []),
  ];
  return (
    <section className="ok-card ok-tabs">
      <Tabs
        activeKey={tabs.find(({ key }) => key === filters.tab)?.key ?? 'chase'}
        onChange={(tab) => change({ tab, status: undefined })}
        destroyOnHidden
        tabBarExtraContent={
          can(may.readResults) ? (
            <DownloadButton
              path={`/exam-sessions/${exam.id}/results-export`}
              name={resultsText('export.name', { title: exam.title })}
            >
              {resultsText('export')}
            </DownloadButton>
          ) : null
        }
        items={tabs}
      />
    </section>
  );
}

function Sums({ summary }: { readonly summary: ExamSummary }) {
  const submitted = summary.passed + summary.failed;
  const rates = [
    {
      title: t('sum.started'),
      n: summary.entries - summary.notStarted,
      of: summary.entries,
      text: t('sum.of.entries'),
    },
    { title: t('sum.submitted'), n: submitted, of: summary.entries, text: t('sum.of.entries') },
    { title: t('sum.passed'), n: summary.passed, of: submitted, text: t('sum.of.submitted') },
  ];
  return (
    <section className="oe-sums" aria-label={t('detail.results')}>
      {rates.map((rate) => (
        <div key={rate.title} className="ok-card">
          <span className="h">{rate.title}</span>
          <Frac n={rate.n} of={rate.of} size={30} />
          <p>
            {rate.text} {shareText(rate.n, rate.of) ?? '—'}
          </p>
          <Bar n={rate.n} of={rate.of} label={rate.title} />
        </div>
      ))}
      <div className="ok-card ok-figure">
        <span className="h">{t('sum.missing')}</span>
        <div className="v">
          {countText(summary.notStarted)}
          <small>{kitText('unit.people')}</small>
        </div>
        <p>{t('sum.missing.text')}</p>
      </div>
    </section>
  );
}
