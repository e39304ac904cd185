import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Select } from 'antd';
import { Check, Dices } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import type { components } from '../../shared/api/schema.js';
import { countText, pointsText, shareText } from '../../shared/time/points.js';
import { Bar, Picture } from '../../shared/ui/index.js';
import { DownloadButton } from '../office-kit/download.js';
import { LoadError } from '../office-kit/load-error.js';
import { questionTypeName } from '../office-kit/options.js';
import { examText as t } from './text.js';

type Preview = components['schemas']['PaperPreviewDto'];
type Slot = Preview['slots'][number];

const FILE_FORMATS = ['pdf', 'docx'] as const;

interface PaperPreviewProps {
  readonly examId: string;
  readonly onClose: () => void;
}

/** A paper as some candidate might get it, with what it is made of; another one on demand. */
export function PaperPreview({ examId, onClose }: PaperPreviewProps) {
  const [posts, setPosts] = useState<string | undefined>(undefined);
  const [draw, setDraw] = useState(1);
  const paper = useQuery({
    queryKey: ['office', 'exams', 'preview', examId, posts ?? '', draw],
    queryFn: ({ signal }) =>
      api.post<Preview>(`/exam-sessions/${examId}/paper-previews`, {
        body: posts === undefined ? {} : { postIds: posts === '' ? [] : posts.split(',') },
        signal,
      }),
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const found = paper.isError ? undefined : paper.data;
  return (
    <Drawer
      open
      size={760}
      title={t('preview.title')}
      onClose={onClose}
      extra={
        <Button
          icon={<Dices size={16} aria-hidden />}
          loading={paper.isFetching}
          onClick={() => setDraw((before) => before + 1)}
        >
          {t('preview.again')}
        </Button>
      }
    >
      <p className="mut">{t('preview.note')}</p>
      {paper.isError ? <LoadError error={paper.error} retry={() => void paper.refetch()} /> : null}
      {!found && paper.isFetching ? <p className="mut">{t('preview.busy')}</p> : null}
      {found && found.postSets.length > 0 ? (
        <label className="ok-label oe-gap">
          {t('preview.post')}
          <Select
            aria-label={t('preview.post')}
            value={found.postIds.join()}
            onChange={setPosts}
            options={found.postSets.map((set) => ({
              value: set.postIds.join(),
              label: t('preview.postOf', { name: set.name, n: countText(set.people) }),
            }))}
          />
        </label>
      ) : null}
      {found ? <PreviewFiles examId={examId} paper={found} /> : null}
      {found ? (
        <div aria-live="polite" aria-busy={paper.isFetching}>
          <PaperDistribution paper={found} />
          <ol className="oe-paper" aria-label={t('preview.questions')}>
            {found.slots.map((slot) => (
              <PreviewSlot key={slot.slot} slot={slot} />
            ))}
          </ol>
        </div>
      ) : null}
    </Drawer>
  );
}

function PaperDistribution({ paper: { distribution, slots, totalPoints } }: { readonly paper: Preview }) {
  const all = slots.length;
  return (
    <section className="oe-dist" aria-label={t('preview.distribution')}>
      <p>
        <b>{t('preview.sum', { n: all, points: pointsText(totalPoints) })}</b>
        {distribution.types.map((share) => (
          <span key={share.type}>
            {questionTypeName(share.type)} {share.count} {t('questions')} · {pointsText(share.points)} {t('score')}
          </span>
        ))}
        <span>{t('preview.criteria', { n: distribution.criteria })}</span>
      </p>
      <div className="oe-dist-cols">
        <Bars title={t('rows.point')} rows={distribution.knowledgePoints} of={all} none={t('preview.noPoint')} />
        <Bars
          title={t('rows.difficulty')}
          rows={distribution.difficulties}
          of={all}
          none={t('preview.noDifficulty')}
          nameOf={(value) => t('rows.difficultyIs', { n: value })}
        />
      </div>
      <table className="ok-plain" aria-label={t('preview.exposure')}>
        <thead>
          <tr>
            <th>{t('preview.row')}</th>
            <th className="n">{t('preview.drawn')}</th>
            <th className="n">{t('preview.available')}</th>
            <th className="n">{t('preview.exposure')}</th>
          </tr>
        </thead>
        <tbody>
          {distribution.rows.map((row) => (
            <tr key={row.stratumIndex}>
              <td>{row.name}</td>
              <td className="n">{row.count}</td>
              <td className="n">{countText(row.available)}</td>
              <td className="n">{shareText(row.count, row.available) ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dim">{t('preview.exposure.note')}</p>
    </section>
  );
}

interface BarsProps {
  readonly title: string;
  readonly rows: readonly { readonly value: string | null; readonly count: number }[];
  readonly of: number;
  readonly none: string;
  readonly nameOf?: (value: string) => string;
}

function Bars({ title, rows, of, none, nameOf = (value) => value }: BarsProps) {
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {rows.map(({ value, count }) => {
          const name = value === null ? none : nameOf(value);
          return (
            <li key={name}>
              <span className="row">
                <span className="grow">{name}</span>
                <span className="mut">
                  {count} {t('questions')}
                </span>
              </span>
              <Bar n={count} of={of} label={name} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function PreviewSlot({ slot }: { readonly slot: Slot }) {
  const tags = [
    questionTypeName(slot.type),
    `${pointsText(slot.points)} ${t('score')}`,
    slot.knowledgePoint,
    slot.difficulty ? t('rows.difficultyIs', { n: slot.difficulty }) : null,
    slot.criteriaClause ? t('preview.clause', { clause: slot.criteriaClause }) : null,
  ].filter(Boolean);
  return (
    <li>
      <p className="oe-stem">
        <b>{slot.slot}.</b> {slot.stem}
      </p>
      {slot.picture ? <Picture picture={slot.picture} /> : null}
      <p className="dim">{tags.join(' · ')}</p>
      <ul>
        {slot.options.map((option) => {
          const right = slot.key.includes(option.id);
          return (
            <li key={option.id} className={right ? 'oe-right' : ''}>
              <span>{option.id}</span>
              <span className="grow">
                {option.text}
                {option.picture ? <Picture picture={option.picture} small /> : null}
              </span>
              {right ? (
                <span className="row ok-gap">
                  <Check size={16} aria-hidden />
                  {t('preview.key')}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {slot.explanation || slot.sourceClause ? (
        <p className="mut">{[slot.sourceClause, slot.explanation].filter(Boolean).join('：')}</p>
      ) : null}
    </li>
  );
}

/** This very paper for the printer or for Word: as candidates get it, and with the answers. */
function PreviewFiles({ examId, paper }: { readonly examId: string; readonly paper: Preview }) {
  const files = (key: '0' | '1', name: string) => (
    <div className="row ok-gap">
      <span className="oe-file-name">{name}</span>
      {FILE_FORMATS.map((format) => (
        <DownloadButton
          key={format}
          path={`/exam-sessions/${examId}/paper-previews/file`}
          query={{ code: paper.code, postIds: paper.postIds.join(), key, format }}
          name={`${name}.${format}`}
        >
          {t(`preview.${format}`)}
        </DownloadButton>
      ))}
    </div>
  );
  return (
    <div className="ok-stack">
      {files('0', t('preview.print'))}
      {files('1', t('preview.printKey'))}
    </div>
  );
}
