import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import type { ItemStatistics, QuestionStatistics } from '../../../shared/api/types.js';
import { dateTimeText } from '../../../shared/time/format.js';
import { countText, shareText } from '../../../shared/time/points.js';
import { Bar, Frac, Status } from '../../../shared/ui/index.js';
import { EmptyStart } from '../../office-kit/empty-start.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { statisticsText as t } from './text.js';
import './statistics.css';

/** 统计: what the answers say about a question, by version, exams and self-tests apart. */
export function QuestionStatisticsTab({ id }: { readonly id: string }) {
  const query = useQuery({
    queryKey: ['office', 'questions', 'statistics', id],
    queryFn: ({ signal }) => api.get<QuestionStatistics>(`/questions/${id}/statistics`, { signal }),
  });
  return (
    <QueryBlock query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyStart title={t('none')} text={t('none.text')} />
        ) : (
          <div className="ok-stack">
            {items.map((item) => (
              <Item key={`${item.versionId} ${item.purpose}`} item={item} />
            ))}
          </div>
        )
      }
    </QueryBlock>
  );
}

function Item({ item }: { readonly item: ItemStatistics }) {
  return (
    <section className="ok-stack">
      <h2 className="ok-h2">{t(`purpose.${item.purpose}`, { n: item.versionNo })}</h2>
      {item.flags.length > 0 ? (
        <ul className="oq-flags" aria-label={t('flags')}>
          {item.flags.map((flag) => (
            <li key={flag}>
              <Status kind={flag === 'key-suspect' || flag === 'negative' ? 'stop' : 'warn'}>
                {t(`flag.${flag}`)}
              </Status>
            </li>
          ))}
        </ul>
      ) : null}
      {item.figures ? <Figures item={item} figures={item.figures} /> : <p className="mut">{t('few')}</p>}
      {item.keyCorrected ? <p className="ok-dim">{t('corrected')}</p> : null}
      <p className="ok-dim">{t('counted', { when: dateTimeText(item.countedAt) })}</p>
    </section>
  );
}

type FiguresOf = NonNullable<ItemStatistics['figures']>;

function Figures({ item, figures }: { readonly item: ItemStatistics; readonly figures: FiguresOf }) {
  const right = Math.round(figures.difficulty * item.asked);
  const open = Math.round(figures.omitted * item.asked);
  return (
    <>
      <dl className="ok-facts">
        <dt>{t('share')}</dt>
        <dd>
          <Frac n={right} of={item.asked} /> {shareText(right, item.asked)}
        </dd>
        <dt>{t('separation')}</dt>
        <dd>
          {figures.groupDifference === null || figures.word === null
            ? t('separation.none')
            : t('separation.is', { value: decimal(figures.groupDifference), word: t(`word.${figures.word}`) })}
          <span className="ok-dim oq-explained">{t('separation.note')}</span>
        </dd>
        <dt>{t('rest')}</dt>
        <dd>{figures.discrimination === null ? '—' : decimal(figures.discrimination)}</dd>
        <dt>{t('omitted')}</dt>
        <dd>
          <Frac n={open} of={item.asked} /> {shareText(open, item.asked)}
        </dd>
        <dt>{t('time')}</dt>
        <dd>
          {figures.medianSeconds === null
            ? t('time.none')
            : t('time.seconds', { n: countText(Math.round(figures.medianSeconds)) })}
        </dd>
        <dt>{t('exposure')}</dt>
        <dd>
          {t('exposure.is', {
            exams: countText(item.exams),
            papers: countText(item.papers),
            asked: countText(item.asked),
          })}
        </dd>
      </dl>
      <OptionTable asked={item.asked} options={figures.options} />
    </>
  );
}

function OptionTable({ asked, options }: { readonly asked: number; readonly options: FiguresOf['options'] }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain oq-option-figures" aria-label={t('options')}>
        <thead>
          <tr>
            <th>{t('option')}</th>
            <th>{t('chosen')}</th>
            <th className="n" />
            <th className="n">{t('upper')}</th>
            <th className="n">{t('lower')}</th>
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <tr key={option.label}>
              <td>
                <span className="ok-2">
                  {option.label} {option.text}
                </span>
                {option.key ? <Status kind="pass">{t('option.key')}</Status> : null}
              </td>
              <td>
                <Bar n={option.chosen} of={asked} label={`${t('chosen')} ${option.label}`} />
              </td>
              <td className="n">
                <Frac n={option.chosen} of={asked} />
              </td>
              <td className="n">{percent(option.upperShare)}</td>
              <td className="n">{percent(option.lowerShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Two decimals with a real minus sign. */
function decimal(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && text !== '0.00' ? `−${text}` : text;
}

function percent(value: number | null): string {
  return value === null ? '—' : `${Math.floor(value * 100)}%`;
}
