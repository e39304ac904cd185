import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import type { ItemStatistics, QuestionStatistics } from '../../../shared/api/types.js';
import { dateTimeText } from '../../../shared/time/format.js';
import { countText, shareText } from '../../../shared/time/points.js';
import { Frac } from '../../../shared/ui/index.js';
import { EmptyStart } from '../../office-kit/empty-start.js';
import { decimalText, FlagMarks, OptionTable, type ItemFigures } from '../../office-kit/item-statistics.js';
import { itemText } from '../../office-kit/item-statistics-text.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { statisticsText as t } from './text.js';

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
      <FlagMarks flags={item.flags} />
      {item.figures ? <Figures item={item} figures={item.figures} /> : <p className="mut">{t('few')}</p>}
      {item.keyCorrected ? <p className="ok-dim">{t('corrected')}</p> : null}
      <p className="ok-dim">{t('counted', { when: dateTimeText(item.countedAt) })}</p>
    </section>
  );
}

function Figures({ item, figures }: { readonly item: ItemStatistics; readonly figures: ItemFigures }) {
  const right = Math.round(figures.difficulty * item.asked);
  const open = Math.round(figures.omitted * item.asked);
  return (
    <>
      <dl className="ok-facts">
        <dt>{itemText('share')}</dt>
        <dd>
          <Frac n={right} of={item.asked} /> {shareText(right, item.asked)}
        </dd>
        <dt>{itemText('separation')}</dt>
        <dd>
          {figures.groupDifference === null || figures.word === null
            ? t('separation.none')
            : t('separation.is', {
                value: decimalText(figures.groupDifference),
                word: itemText(`word.${figures.word}`),
              })}
          <span className="ok-dim ok-explained">{t('separation.note')}</span>
        </dd>
        <dt>{itemText('rest')}</dt>
        <dd>{decimalText(figures.discrimination)}</dd>
        <dt>{itemText('omitted')}</dt>
        <dd>
          <Frac n={open} of={item.asked} /> {shareText(open, item.asked)}
        </dd>
        <dt>{itemText('time')}</dt>
        <dd>
          {figures.medianSeconds === null
            ? t('time.none')
            : itemText('time.seconds', { n: countText(Math.round(figures.medianSeconds)) })}
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
