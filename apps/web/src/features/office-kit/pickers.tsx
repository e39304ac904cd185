import { Select, TreeSelect } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { OrganisationNode } from '../../shared/api/types.js';
import { kitText as t } from './kit-text.js';
import {
  useFields,
  useOrganisation,
  useOrganisationSearch,
  useOrganisationTree,
  usePeopleSearch,
  usePosts,
} from './references.js';

/** What every picker takes, so that an antd form can drive it. */
interface PickerProps<V> {
  readonly id?: string;
  readonly value?: V;
  readonly onChange?: (value: V | undefined) => void;
  readonly label?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** Waits until typing pauses. */
export function useSettled(value: string, milliseconds = 250): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** An organisation of the account's scope, found by its name. */
export function OrganisationPicker({
  id,
  value,
  onChange,
  label,
  placeholder,
  disabled,
  kind,
  allowAll = true,
}: PickerProps<string> & { readonly kind?: string; readonly allowAll?: boolean }) {
  const [q, setQ] = useState('');
  const search = useOrganisationSearch(useSettled(q), kind);
  const chosen = useOrganisation(value);
  const options = useMemo(() => {
    const rows = [...(search.data ?? [])];
    if (chosen.data && !rows.some((row) => row.id === chosen.data.id)) rows.unshift(chosen.data);
    return rows.map((row) => ({ value: row.id, label: row.name, title: `${row.name} ${row.regionPath}` }));
  }, [search.data, chosen.data]);
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label ?? t('organisation')}
      className="ok-pick-wide"
      showSearch={{ filterOption: false, onSearch: setQ }}
      allowClear={allowAll}
      placeholder={placeholder ?? t(allowAll ? 'organisation.all' : 'organisation.find')}
      value={value ?? null}
      onChange={(next: string | null) => onChange?.(next ?? undefined)}
      options={options}
      loading={search.isFetching}
      disabled={disabled ?? false}
      notFoundContent={t('empty.filtered')}
    />
  );
}

interface TreeOption {
  value: string;
  title: string;
  children: TreeOption[];
}

const treeOption = (node: OrganisationNode): TreeOption => ({
  value: node.id,
  title: node.name,
  children: node.children.map(treeOption),
});

/** A department, workshop or team of one enterprise. */
export function UnitPicker({
  id,
  value,
  onChange,
  label,
  placeholder,
  disabled,
  organisationId,
}: PickerProps<string> & { readonly organisationId: string | null | undefined }) {
  const tree = useOrganisationTree(organisationId);
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      aria-label={label ?? t('unit')}
      className="ok-pick"
      treeData={tree.data ? [treeOption(tree.data)] : []}
      value={value ?? null}
      onChange={(next: string | null) => onChange?.(next ?? undefined)}
      placeholder={placeholder ?? t('unit.choose')}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      treeDefaultExpandAll
      popupMatchSelectWidth={320}
      loading={tree.isFetching}
      disabled={disabled ?? !organisationId}
    />
  );
}

/** One post of the organisation. */
export function PostPicker({
  id,
  value,
  onChange,
  label,
  placeholder,
  disabled,
  organisationId,
}: PickerProps<string> & { readonly organisationId: string | null | undefined }) {
  const posts = usePosts(organisationId);
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label ?? t('post')}
      className="ok-pick"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={placeholder ?? t('post.choose')}
      value={value ?? null}
      onChange={(next: string | null) => onChange?.(next ?? undefined)}
      options={(posts.data ?? []).map((post) => ({
        value: post.id,
        label: organisationId ? post.name : `${post.name}（${post.organisationName}）`,
      }))}
      loading={posts.isFetching}
      disabled={disabled ?? false}
    />
  );
}

/** Several posts of the organisation. */
export function PostsPicker({
  id,
  value,
  onChange,
  label,
  placeholder,
  disabled,
  organisationId,
}: PickerProps<string[]> & { readonly organisationId: string | null | undefined }) {
  const posts = usePosts(organisationId);
  return (
    <Select<string[]>
      {...(id ? { id } : {})}
      mode="multiple"
      aria-label={label ?? t('post')}
      className="ok-pick"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder ?? t('post.choose')}
      value={value ?? []}
      onChange={(next) => onChange?.(next)}
      options={(posts.data ?? [])
        .filter((post) => post.active || value?.includes(post.id))
        .map((post) => ({ value: post.id, label: post.name }))}
      loading={posts.isFetching}
      disabled={disabled ?? false}
    />
  );
}

/** A person of the roster, found by name, ID number or phone. */
export function PersonPicker({
  id,
  value,
  onChange,
  label,
  placeholder,
  disabled,
  organisationId,
}: PickerProps<string> & { readonly organisationId: string | null | undefined }) {
  const [q, setQ] = useState('');
  const people = usePeopleSearch(useSettled(q), organisationId);
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label ?? t('person')}
      className="ok-pick-wide"
      showSearch={{ filterOption: false, onSearch: setQ }}
      allowClear
      placeholder={placeholder ?? t('person.find')}
      value={value ?? null}
      onChange={(next: string | null) => onChange?.(next ?? undefined)}
      options={(people.data ?? []).map((person) => ({
        value: person.id,
        label: `${person.name} · ${person.unitPath || person.enterpriseName} · ${person.idNumberMasked}`,
      }))}
      loading={people.isFetching}
      disabled={disabled ?? false}
      notFoundContent={t('empty.filtered')}
    />
  );
}

/** A supervision field. */
export function FieldPicker({ id, value, onChange, label, placeholder, disabled }: PickerProps<string>) {
  const fields = useFields();
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label ?? t('field')}
      className="ok-pick"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={placeholder ?? t('field.all')}
      value={value ?? null}
      onChange={(next: string | null) => onChange?.(next ?? undefined)}
      options={(fields.data ?? []).map((field) => ({ value: field.code, label: field.name }))}
      loading={fields.isFetching}
      disabled={disabled ?? false}
    />
  );
}
