import { Button } from 'antd';
import { useState } from 'react';
import { kitText } from '../office-kit/kit-text.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { optionsOf, questionTypeName, questionTypes } from '../office-kit/options.js';
import { FieldPicker, PostPicker } from '../office-kit/pickers.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import type { Filters } from '../office-kit/url-filters.js';
import { KnowledgeFilter } from './knowledge-picker.js';
import { questionText as t } from './text.js';

export const FILTERS = [
  'q',
  'type',
  'category',
  'knowledgePoint',
  'postId',
  'difficulty',
  'field',
  'criteria',
  'missing',
  'pictures',
  'status',
  'review',
  'author',
  'source',
  'hidden',
] as const;
type FilterKey = (typeof FILTERS)[number];

/** Filters that are out of the way until one asks for them, or an address names one. */
const RARE = ['author', 'missing', 'difficulty', 'field', 'criteria', 'pictures', 'hidden'] as const;
const MISSING = ['knowledgePoint', 'category', 'difficulty', 'post', 'sourceClause'] as const;

interface QuestionFilterBarProps {
  readonly organisationId: string | null;
  readonly filters: Filters<FilterKey>;
  readonly onChange: (change: Partial<Record<FilterKey, string | undefined>>) => void;
}

/** Everything a question can be found by; it all stands in the address. */
export function QuestionFilterBar({ organisationId, filters, onChange }: QuestionFilterBarProps) {
  const set = (key: FilterKey) => (value: string | undefined) => onChange({ [key]: value });
  const select = (key: FilterKey, label: string, options: readonly { value: string; label: string }[]) => (
    <FilterSelect label={label} value={filters[key]} onChange={set(key)} options={options} />
  );
  const [more, setMore] = useState(RARE.some((key) => filters[key] !== undefined));
  const filtered = FILTERS.some((key) => filters[key] !== undefined);
  return (
    <FilterBar
      q={filters.q}
      placeholder={t('find')}
      onSearch={(q) => onChange({ q })}
      onClear={filtered ? () => onChange(Object.fromEntries(FILTERS.map((key) => [key, undefined]))) : undefined}
    >
      <OrganisationFilter />
      {select('type', t('type'), optionsOf(questionTypes, questionTypeName))}
      {select(
        'category',
        t('category'),
        optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`)),
      )}
      <KnowledgeFilter
        organisationId={organisationId}
        value={filters.knowledgePoint}
        onChange={(knowledgePoint) => onChange({ knowledgePoint })}
      />
      <PostPicker
        organisationId={organisationId}
        {...(filters.postId ? { value: filters.postId } : {})}
        onChange={(postId) => onChange({ postId })}
        placeholder={t('posts')}
      />
      {select(
        'status',
        t('status'),
        optionsOf(['active', 'retired'] as const, (value) => t(`status.${value}`)),
      )}
      {select(
        'review',
        t('review'),
        optionsOf(['draft', 'in_review', 'returned', 'approved'] as const, (value) => t(`review.${value}`)),
      )}
      {select(
        'source',
        t('own'),
        optionsOf(['own', 'shared'] as const, (value) => t(`own.${value}`)),
      )}
      <Button type="link" aria-expanded={more} onClick={() => setMore(!more)}>
        {t(more ? 'filters.fewer' : 'filters.more')}
      </Button>
      {more ? (
        <>
          {select(
            'author',
            t('author'),
            optionsOf(['me', 'others'] as const, (value) => t(`author.${value}`)),
          )}
          {select(
            'missing',
            t('missing'),
            optionsOf(MISSING, (value) => t(`missing.${value}`)),
          )}
          {select(
            'difficulty',
            t('difficulty'),
            ['1', '2', '3', '4', '5'].map((value) => ({ value, label: `${t('difficulty')} ${value}` })),
          )}
          <FieldPicker
            placeholder={t('field')}
            {...(filters.field ? { value: filters.field } : {})}
            onChange={(field) => onChange({ field })}
          />
          {select(
            'criteria',
            t('criteria'),
            optionsOf(['with', 'without'] as const, (value) => t(`criteria.${value}`)),
          )}
          {select('pictures', t('pictures'), [{ value: 'with', label: t('pictures.with') }])}
          {select('hidden', t('standing.hidden'), [{ value: 'yes', label: t('standing.hidden') }])}
        </>
      ) : null}
    </FilterBar>
  );
}
