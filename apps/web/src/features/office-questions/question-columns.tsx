import type { TableProps } from 'antd';
import type { Question } from '../../shared/api/types.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { kitText } from '../office-kit/kit-text.js';
import { questionTypeName } from '../office-kit/options.js';
import { standingOf } from './standing.js';
import { questionText as t } from './text.js';

/** The columns of the bank: what is asked, how it is tagged, how it stands; over many organisations, whose it is. */
export function questionColumns(manyOrganisations: boolean): TableProps<Question>['columns'] {
  return [
    { title: t('type'), dataIndex: 'type', width: 68, render: questionTypeName },
    {
      title: t('stem'),
      dataIndex: 'stem',
      width: 308,
      render: (stem: string, row) => (
        <span className="ok-2" title={stem}>
          {stem}
          {row.images.length > 0 ? <Chip>{t('pictures.with')}</Chip> : null}
        </span>
      ),
    },
    { title: t('key'), key: 'key', width: 72, render: (_, row) => <b>{keyText(row)}</b> },
    {
      title: t('status'),
      key: 'standing',
      width: 112,
      render: (_, row) => {
        const { word, kind } = standingOf(row);
        return <Status kind={kind}>{t(`standing.${word}`)}</Status>;
      },
    },
    {
      title: t('point'),
      dataIndex: 'knowledgePoint',
      width: 140,
      render: (value: string | null) => (
        <span className="ok-2" title={value ?? ''}>
          {value ?? '—'}
        </span>
      ),
    },
    {
      title: t('category'),
      dataIndex: 'category',
      width: 92,
      render: (value: Question['category']) => (value ? kitText(`category.${value}`) : '—'),
    },
    {
      title: t('posts'),
      key: 'posts',
      width: 120,
      render: (_, row) => {
        const names = row.posts.map((post) => post.name).join('、') || t('posts.all');
        return (
          <span className="ok-2" title={names}>
            {names}
          </span>
        );
      },
    },
    { title: t('difficulty'), dataIndex: 'difficulty', width: 60, render: (n: number | null) => n ?? '—' },
    manyOrganisations
      ? {
          title: kitText('organisation'),
          dataIndex: 'organisationName',
          width: 128,
          render: (name: string) => (
            <span className="ok-2" title={name}>
              {name}
            </span>
          ),
        }
      : {
          title: t('own'),
          key: 'own',
          width: 84,
          render: (_, row) =>
            row.own ? (
              t('own.own')
            ) : (
              <span title={row.organisationName}>
                <Chip>{t('own.shared')}</Chip>
              </span>
            ),
        },
    { title: t('version'), dataIndex: 'versionNo', width: 76, render: (n: number) => t('version.no', { n }) },
  ];
}

/** The key as a person reads it: letters, or 对 / 错. */
export function keyText(question: Pick<Question, 'type' | 'key' | 'options'>): string {
  if (question.type !== 'true_false') return question.key.join('');
  return question.options.find((option) => option.label === question.key[0])?.text ?? question.key.join('');
}
