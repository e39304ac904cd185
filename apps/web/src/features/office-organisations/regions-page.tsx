import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { Region } from '../../shared/api/types.js';
import { Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { ImportFilePick } from '../office-kit/import-file-pick.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { TableSkeleton } from '../office-kit/paged-table.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useRegion, useRegions } from '../office-kit/references.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { importRegions } from './api.js';
import { organisationText as t } from './text.js';

/** The region tree, level by level, and the import of the official table. */
export function RegionsPage() {
  const { can } = useOffice();
  const [filters, change] = useUrlFilters(['parent']);
  const regions = useRegions(filters.parent);
  const parent = useRegion(filters.parent);
  const [importing, setImporting] = useState(false);
  const importButton = can(may.importRegions) ? (
    <Button icon={<FileUp size={16} aria-hidden />} onClick={() => setImporting(true)}>
      {t('region.import')}
    </Button>
  ) : null;
  return (
    <OfficePage
      crumbs={[
        { title: t('title'), to: '/office/organisations' },
        { title: t('region.title'), to: '/office/organisations/regions' },
        ...(parent.data ? [{ title: parent.data.path }] : []),
      ]}
      title={parent.data?.path ?? t('region.title')}
      note={t('region.note')}
      actions={importButton}
    >
      <section className="ok-card">
        <QueryBlock query={regions} skeleton={<TableSkeleton />}>
          {(rows) =>
            rows.length === 0 ? (
              filters.parent ? (
                <EmptyStart title={t('region.leaf')} />
              ) : (
                <EmptyStart title={t('region.empty')} text={t('region.empty.text')} actions={importButton} />
              )
            ) : (
              <RegionTable rows={rows} onOpen={(code) => change({ parent: code }, { push: true })} />
            )
          }
        </QueryBlock>
      </section>
      <RegionImport open={importing} onClose={() => setImporting(false)} />
    </OfficePage>
  );
}

function RegionTable({ rows, onOpen }: { readonly rows: readonly Region[]; readonly onOpen: (code: string) => void }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={t('region.title')}>
        <thead>
          <tr>
            <th style={{ width: 160 }}>{t('region.code')}</th>
            <th>{t('region.name')}</th>
            <th style={{ width: 120 }}>{t('region.level')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((region) => (
            <tr key={region.code}>
              <td className="mut">{region.code}</td>
              <td>
                {region.hasChildren ? (
                  <button type="button" className="ok-link" onClick={() => onOpen(region.code)}>
                    {region.name}
                  </button>
                ) : (
                  region.name
                )}
              </td>
              <td>{t(`level.${region.level}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RegionImport({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const client = useQueryClient();
  const [done, setDone] = useState<string | null>(null);
  return (
    <Drawer
      open={open}
      onClose={() => {
        setDone(null);
        onClose();
      }}
      size={520}
      title={t('region.import')}
    >
      <div className="ok-stack">
        <p className="ok-note ok-note-info">{t('region.import.note')}</p>
        {done ? (
          <p role="status">
            <Status kind="pass">{done}</Status>
          </p>
        ) : null}
        <ImportFilePick
          formats={['csv']}
          maxMegabytes={20}
          template={null}
          onFile={async (file, onProgress) => {
            setDone(t('region.done', await importRegions(file, onProgress)));
            await client.invalidateQueries({ queryKey: ['office', 'regions'] });
          }}
        />
      </div>
    </Drawer>
  );
}
