import { AutoComplete, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useQuestionFacets } from './facets.js';
import { knowledgeTree, type KnowledgeNode } from './knowledge-tree.js';
import { questionText as t } from './text.js';

interface TreeOption {
  value: string;
  title: string;
  children: TreeOption[];
}

const treeOption = ({ value, name, count, children }: KnowledgeNode): TreeOption => ({
  value,
  title: `${name}（${count}）`,
  children: children.map(treeOption),
});

/** A knowledge point of the bank, with all below it: a filter. */
export function KnowledgeFilter({
  organisationId,
  value,
  onChange,
}: {
  readonly organisationId: string | null;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const facets = useQuestionFacets(organisationId);
  const tree = useMemo(() => knowledgeTree(facets.data?.knowledgePoints ?? []).map(treeOption), [facets.data]);
  return (
    <TreeSelect
      aria-label={t('point')}
      className="ok-pick"
      placeholder={t('point')}
      treeData={tree}
      value={value ?? null}
      onChange={(next: string | null) => onChange(next ?? undefined)}
      showSearch={{ treeNodeFilterProp: 'value' }}
      allowClear
      treeDefaultExpandedKeys={value ? [value] : []}
      popupMatchSelectWidth={320}
      loading={facets.isFetching}
    />
  );
}

/** A path that exists, or a new one as it is typed. */
export function KnowledgeInput({
  id,
  organisationId,
  value,
  onChange,
}: {
  readonly id?: string;
  readonly organisationId: string | null | undefined;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}) {
  const facets = useQuestionFacets(organisationId);
  return (
    <AutoComplete
      {...(id ? { id } : {})}
      aria-label={t('point')}
      style={{ width: '100%' }}
      value={value ?? ''}
      onChange={(next: string) => onChange?.(next)}
      showSearch={{ filterOption: (typed, option) => (option?.value ?? '').includes(typed) }}
      options={(facets.data?.knowledgePoints ?? []).map((facet) => ({ value: facet.value }))}
      maxLength={200}
    />
  );
}
