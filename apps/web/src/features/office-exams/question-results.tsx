import { Button, Table } from 'antd';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { dateTimeText } from '../../shared/time/format.js';
import { countText, shareText } from '../../shared/time/points.js';
import { Frac, Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { decimalText, FlagMarks, OptionTable, type ItemFigures } from '../office-kit/item-statistics.js';
import { itemText } from '../office-kit/item-statistics-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { questionTypeName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { RegradeDialog } from './regrade-dialog.js';
import { useQuestionResults, type QuestionResult, type QuestionResults as Results } from './results-api.js';
import { resultsText as t } from './results-text.js';

/** Every question that was asked, the most often wrong first, with what the answers say about it; and the way to correct one. */
export function QuestionResults({ examId }: { readonly examId: string }) {
  const results = useQuestionResults(examId);
  const { can } = useOffice();
  const [correcting, setCorrecting] = useState<QuestionResult | null>(null);
  return (
    <QueryBlock query={results}>
      {(found) =>
        found.items.length === 0 ? (
          <EmptyStart title={t('question.empty')} />
        ) : (
          <>
            <p className="ok-pad mut">{noteOf(found)}</p>
            <div className="ok-table">
              <Table<QuestionResult>
                aria-label={t('tab.questions')}
                columns={columns(can(may.requestRegrades) ? setCorrecting : null)}
                dataSource={found.items}
                rowKey="versionId"
                pagination={false}
                sticky={{ offsetHeader: 0 }}
                scroll={{ x: 'max-content' }}
                expandable={{ expandedRowRender: optionsOf }}
              />
            </div>
            {correcting ? (
              <RegradeDialog examId={examId} question={correcting} onClose={() => setCorrecting(null)} />
            ) : null}
          </>
        )
      }
    </QueryBlock>
  );
}

function noteOf({ total, items }: Results): string {
  const counted = items.find(({ statistics }) => statistics)?.statistics?.countedAt;
  return [
    total > items.length ? t('question.more', { n: countText(total), shown: countText(items.length) }) : null,
    t('question.sort'),
    counted ? t('question.counted', { when: dateTimeText(counted) }) : t('question.uncounted'),
  ]
    .filter(Boolean)
    .join('');
}

type Sorter = (a: QuestionResult, b: QuestionResult) => number;

/** By a figure; questions without it come last, whichever way round. */
function by(
  figure: (figures: ItemFigures) => number | null,
): (a: QuestionResult, b: QuestionResult, order?: 'ascend' | 'descend' | null) => number {
  const of = ({ statistics }: QuestionResult): number | null =>
    statistics?.figures ? figure(statistics.figures) : null;
  return (a, b, order) => {
    const [one, other] = [of(a), of(b)];
    if (one !== null && other !== null) return one - other;
    if (one === null && other === null) return 0;
    return (one === null ? 1 : -1) * (order === 'descend' ? -1 : 1);
  };
}

const byShare: Sorter = (a, b) => a.right / a.drawn - b.right / b.drawn;
const byFlags: Sorter = (a, b) => (a.statistics?.flags.length ?? 0) - (b.statistics?.flags.length ?? 0);

function columns(onCorrect: ((question: QuestionResult) => void) | null): TableProps<QuestionResult>['columns'] {
  return [
    { title: t('question.stem'), key: 'stem', width: 420, render: (_, question) => <Stem question={question} /> },
    {
      title: t('question.right'),
      key: 'right',
      width: 130,
      align: 'right',
      sorter: byShare,
      render: (_, { right, drawn }) => (
        <>
          <Frac n={right} of={drawn} /> <span className="mut">{shareText(right, drawn) ?? '—'}</span>
        </>
      ),
    },
    {
      title: itemText('separation'),
      key: 'separation',
      width: 130,
      align: 'right',
      sorter: by((figures) => figures.groupDifference),
      render: (_, { statistics }) => <Separation figures={statistics?.figures ?? null} />,
    },
    {
      title: t('question.rest'),
      key: 'rest',
      width: 90,
      align: 'right',
      sorter: by((figures) => figures.discrimination),
      render: (_, { statistics }) => decimalText(statistics?.figures?.discrimination ?? null),
    },
    {
      title: itemText('time'),
      key: 'time',
      width: 110,
      align: 'right',
      sorter: by((figures) => figures.medianSeconds),
      render: (_, { statistics }) => timeText(statistics?.figures?.medianSeconds ?? null),
    },
    {
      title: itemText('flags'),
      key: 'flags',
      width: 150,
      sorter: byFlags,
      render: (_, { statistics }) => <FlagMarks flags={statistics?.flags ?? []} short />,
    },
    ...(onCorrect
      ? [
          {
            key: 'correct',
            width: 80,
            render: (_: unknown, question: QuestionResult) => (
              <Button size="small" onClick={() => onCorrect(question)}>
                {t('question.correct')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

function Stem({ question }: { readonly question: QuestionResult }) {
  return (
    <div className="oe-question">
      <span className="ok-dim">{questionTypeName(question.type)}</span>
      <Link to={`/office/questions?question=${question.questionId}`}>{question.stem}</Link>
      <Marks question={question} />
    </div>
  );
}

function Separation({ figures }: { readonly figures: ItemFigures | null }) {
  if (!figures || figures.groupDifference === null || figures.word === null) return '—';
  return (
    <>
      {decimalText(figures.groupDifference)}{' '}
      <span className="mut">
        {figures.word === 'negative' ? t('question.reversed') : itemText(`word.${figures.word}`)}
      </span>
    </>
  );
}

function timeText(seconds: number | null): string {
  return seconds === null ? '—' : itemText('time.seconds', { n: countText(Math.round(seconds)) });
}

const optionsOf = (question: QuestionResult) => <Options question={question} />;

/** What was chosen; by the best and the weakest, too, where enough people were asked to say so. */
function Options({ question }: { readonly question: QuestionResult }) {
  const blank = question.drawn - question.answered;
  const figures = question.statistics?.figures;
  return (
    <div className="ok-stack">
      {figures ? (
        <OptionTable asked={question.statistics?.asked ?? 0} options={figures.options} />
      ) : (
        <ul className="oe-options" aria-label={t('question.options')}>
          {question.options.map((option) => (
            <li key={option.label} className={option.right ? 'right' : ''}>
              <b>{option.label}</b>
              <span>
                {option.text}
                {option.right ? <em>{t('option.right')}</em> : null}
              </span>
              <i style={{ width: `${question.drawn > 0 ? (option.chosen * 100) / question.drawn : 0}%` }} aria-hidden />
              <span className="n">{t('option.chosen', { n: countText(option.chosen) })}</span>
            </li>
          ))}
        </ul>
      )}
      {blank > 0 ? <p className="mut">{t('question.blank', { n: countText(blank) })}</p> : null}
    </div>
  );
}

function Marks({ question }: { readonly question: QuestionResult }) {
  if (question.voided) return <Status kind="exempt">{t(`question.voided.${question.voided}`)}</Status>;
  return question.keyChanged ? <Status kind="warn">{t('question.keyChanged')}</Status> : null;
}
