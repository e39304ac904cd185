import { Button, Select } from 'antd';
import { X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { optionsOf } from '../office-kit/options.js';
import { OrganisationPicker, PersonPicker, PostPicker, UnitPicker } from '../office-kit/pickers.js';
import { RegionPicker } from '../office-kit/region-picker.js';
import type { DraftEntry } from './exam-draft.js';
import { examText as t } from './text.js';

const kinds = ['organisation', 'post', 'person', 'region'] as const;
const paths: Record<DraftEntry['kind'], string> = {
  organisation: '/organisations',
  post: '/posts',
  person: '/people',
  region: '/regions',
};

interface EntriesEditorProps {
  readonly entries: readonly DraftEntry[];
  readonly onChange: (entries: readonly DraftEntry[]) => void;
  readonly organisationId: string | null | undefined;
}

/** Who takes the exam: by region, organisation, post or person. */
export function EntriesEditor({ entries, onChange, organisationId }: EntriesEditorProps) {
  const [kind, setKind] = useState<DraftEntry['kind']>('organisation');
  const [error, setError] = useState<unknown>(null);
  const add = async (id: string | undefined): Promise<void> => {
    if (!id || entries.some((entry) => entry.kind === kind && entry.id === id)) return;
    try {
      const { name } = await api.get<{ name: string }>(`${paths[kind]}/${id}`);
      onChange([...entries, { kind, id, name }]);
      setError(null);
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <section className="ok-card" aria-label={t('entries')}>
      <div className="ok-card-head">
        <h2>{t('entries')}</h2>
        <Select
          aria-label={t('entries.kind')}
          value={kind}
          onChange={setKind}
          options={optionsOf(kinds, (value) => t(`entries.${value}`))}
          style={{ width: 140 }}
        />
        {kind === 'organisation' && organisationId ? (
          <UnitPicker
            key={entries.length}
            organisationId={organisationId}
            label={t('entries.add')}
            onChange={(id) => void add(id)}
          />
        ) : null}
        {kind === 'organisation' && !organisationId ? (
          <OrganisationPicker
            key={entries.length}
            allowAll={false}
            label={t('entries.add')}
            onChange={(id) => void add(id)}
          />
        ) : null}
        {kind === 'post' ? (
          <PostPicker
            key={entries.length}
            organisationId={organisationId}
            label={t('entries.add')}
            onChange={(id) => void add(id)}
          />
        ) : null}
        {kind === 'person' ? (
          <PersonPicker
            key={entries.length}
            organisationId={organisationId}
            label={t('entries.add')}
            onChange={(id) => void add(id)}
          />
        ) : null}
        {kind === 'region' ? (
          <RegionPicker key={entries.length} label={t('entries.add')} onChange={(id) => void add(id)} />
        ) : null}
      </div>
      <RefusalNote error={error} />
      {entries.length === 0 ? <p className="ok-pad mut">{t('entries.none')}</p> : null}
      <ul className="oe-entries">
        {entries.map((entry) => (
          <li key={`${entry.kind}-${entry.id}`}>
            <span>
              <i>{t(`entries.${entry.kind}`)}</i>
              {entry.name}
            </span>
            <Button
              type="text"
              size="small"
              icon={<X size={14} aria-hidden />}
              aria-label={t('entries.remove', { name: entry.name })}
              onClick={() => onChange(entries.filter((other) => other !== entry))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
