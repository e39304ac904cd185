import { Select } from 'antd';

interface FilterSelectProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly options: readonly { value: string; label: string }[];
}

/** A filter with few values; empty means all. */
export function FilterSelect({ label, value, onChange, options }: FilterSelectProps) {
  return (
    <Select
      aria-label={label}
      className="ok-filter"
      allowClear
      placeholder={label}
      value={value ?? null}
      onChange={(next: string | null) => onChange(next ?? undefined)}
      options={[...options]}
      popupMatchSelectWidth={false}
      style={{ minWidth: 130 }}
    />
  );
}
