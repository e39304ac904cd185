import { Cascader } from 'antd';
import { useMemo, useState } from 'react';
import type { Region } from '../../shared/api/types.js';
import { kitText as t } from './kit-text.js';
import { readRegions, useRegion, useRegions } from './references.js';

interface Option {
  value: string;
  label: string;
  isLeaf: boolean;
  children?: Option[];
}

interface RegionPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
  readonly label?: string;
  readonly placeholder?: string;
}

/** A region of any level; children are read when their parent is opened. */
export function RegionPicker({ id, value, onChange, label, placeholder }: RegionPickerProps) {
  const roots = useRegions();
  const chosen = useRegion(value);
  const [opened, setOpened] = useState<ReadonlyMap<string, Region[]>>(new Map());
  const options = useMemo(() => {
    const option = (region: Region): Option => {
      const children = opened.get(region.code);
      return {
        value: region.code,
        label: region.name,
        isLeaf: !region.hasChildren,
        ...(children ? { children: children.map(option) } : {}),
      };
    };
    return (roots.data ?? []).map(option);
  }, [roots.data, opened]);
  const load = async (path: Option[]): Promise<void> => {
    const parent = path.at(-1);
    if (!parent || opened.has(parent.value)) return;
    const children = await readRegions(parent.value);
    setOpened((now) => new Map(now).set(parent.value, children));
  };
  return (
    <Cascader
      {...(id ? { id } : {})}
      aria-label={label ?? t('region')}
      className="ok-pick"
      options={options}
      changeOnSelect
      allowClear
      loadData={(path) => void load(path as Option[])}
      placeholder={placeholder ?? t('region.choose')}
      value={value ? [value] : []}
      // The path is not known until it is opened; the name comes with the region itself.
      displayRender={() => chosen.data?.path ?? chosen.data?.name ?? value ?? ''}
      onChange={(path) => onChange?.(path?.at(-1) as string | undefined)}
    />
  );
}
