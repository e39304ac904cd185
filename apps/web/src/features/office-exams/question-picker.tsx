import { useQueries, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import type { Page } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { questionTypeName } from '../office-kit/options.js';
import { useSettled } from '../office-kit/pickers.js';
import type { QuestionType } from '../../shared/api/types.js';

interface Found {
  readonly id: string;
  readonly type: QuestionType;
  readonly stem: string;
}

interface QuestionPickerProps {
  readonly organisationId: string | null | undefined;
  readonly label: string;
  readonly placeholder: string;
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** Questions of the bank, found by words of their stems. */
export function QuestionPicker({ organisationId, label, placeholder, value, onChange }: QuestionPickerProps) {
  const [q, setQ] = useState('');
  const search = useSettled(q);
  const found = useQuery({
    queryKey: ['office', 'questions', 'pick', organisationId, search],
    queryFn: ({ signal }) =>
      api
        .get<Page<Found>>('/questions', { query: { organisationId, q: search || undefined, limit: 20 }, signal })
        .then((page) => page.items),
    placeholderData: (before) => before,
  });
  const chosen = useQueries({
    queries: value.map((id) => ({
      queryKey: ['office', 'questions', 'one', id, 'name'],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Found>(`/questions/${id}`, { signal }),
      staleTime: 60_000,
    })),
  });
  const rows = new Map((found.data ?? []).map((row) => [row.id, row]));
  for (const one of chosen) if (one.data) rows.set(one.data.id, one.data);
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={label}
      className="oe-wide"
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={placeholder}
      value={[...value]}
      onChange={onChange}
      options={[...rows.values()].map((row) => ({
        value: row.id,
        label: `${questionTypeName(row.type)} · ${row.stem}`,
      }))}
      loading={found.isFetching}
      notFoundContent={kitText('empty.filtered')}
    />
  );
}
