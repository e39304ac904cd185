import { Button, Input } from 'antd';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { kitText as t } from './kit-text.js';
import { useSettled } from './pickers.js';

interface FilterBarProps {
  readonly q?: string | undefined;
  readonly placeholder?: string;
  readonly onSearch?: (q: string | undefined) => void;
  readonly children?: ReactNode;
  /** Shown when a filter is set. */
  readonly onClear?: (() => void) | undefined;
  readonly actions?: ReactNode;
}

/** Search and filters above a table; what is typed reaches the address when typing pauses. */
export function FilterBar({ q, placeholder, onSearch, children, onClear, actions }: FilterBarProps) {
  const [text, setText] = useState(q ?? '');
  const settled = useSettled(text.trim());
  useEffect(() => {
    if (onSearch && settled === text.trim() && settled !== (q ?? '')) onSearch(settled || undefined);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what was typed may change the address; an address change comes in below
  }, [settled]);
  useEffect(() => setText(q ?? ''), [q]);
  return (
    <div className="ok-filters" role="search">
      {onSearch ? (
        <Input
          className="ok-find"
          allowClear
          aria-label={placeholder ?? t('search')}
          prefix={<Search size={16} aria-hidden />}
          placeholder={placeholder ?? t('search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      {children}
      {onClear ? (
        <Button type="link" onClick={onClear}>
          {t('clear')}
        </Button>
      ) : null}
      <span className="grow" />
      {actions}
    </div>
  );
}
