import { useQueryClient } from '@tanstack/react-query';
import type { RosterImport } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { DownloadButton } from '../office-kit/download.js';
import type { ImportView } from '../office-kit/import-view.js';
import { ImportWizard } from '../office-kit/import-wizard.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { OrganisationPicker } from '../office-kit/pickers.js';
import { confirmRosterImport, startRosterImport } from './api.js';
import { LinkButton } from '../office-kit/link-button.js';
import { rosterText as t } from './text.js';

/** Import of a roster with preview and a reason per refused row. */
export function RosterImportPage() {
  const { home, organisationId, chooseOrganisation } = useOffice();
  const client = useQueryClient();
  return (
    <ImportWizard<RosterImport>
      crumbs={[{ title: t('title'), to: '/office/people' }, { title: t('import') }]}
      title={t('import')}
      note={t('import.note')}
      formats={['xlsx', 'csv']}
      maxMegabytes={20}
      template={
        <DownloadButton path="/roster-imports/template" query={{ organisationId }} name={t('template')}>
          {kitText('import.template')}
        </DownloadButton>
      }
      choices={
        home ? undefined : (
          <label className="ok-label">
            {t('enterprise')}
            <OrganisationPicker
              allowAll={false}
              {...(organisationId ? { value: organisationId } : {})}
              onChange={chooseOrganisation}
            />
          </label>
        )
      }
      {...(organisationId ? {} : { blocked: kitText('organisation.choose') })}
      start={(file, onProgress) => startRosterImport(file, organisationId, onProgress)}
      confirm={async (previewed, leaveOut) => {
        const result = await confirmRosterImport(previewed.id, leaveOut);
        await client.invalidateQueries({ queryKey: ['office'] });
        return result;
      }}
      view={rosterView}
    />
  );
}

function rosterView(result: RosterImport): ImportView {
  const { counts } = result;
  const accepted = counts.new + counts.changed;
  const people = kitText('unit.people');
  return {
    fileName: result.fileName,
    note: t('import.counts', { n: countText(counts.rows) }),
    figures: [
      { kind: 'pass', title: t('import.new'), value: counts.new, unit: people, text: t('import.new.text') },
      { kind: 'due', title: t('import.changed'), value: counts.changed, unit: people, text: t('import.changed.text') },
      {
        kind: 'stop',
        title: t('import.refused'),
        value: counts.refused,
        unit: kitText('unit.rows'),
        text: t('import.refused.text'),
      },
      {
        kind: 'exempt',
        title: t('import.unchanged'),
        value: counts.unchanged,
        unit: people,
        text: t('import.unchanged.text'),
      },
    ],
    policy: accepted === 0 && counts.unchanged > 0 ? t('import.same') : t('import.policy', { n: countText(accepted) }),
    extra: <NewNames units={result.newUnits} posts={result.newPosts} />,
    refused: result.refused,
    refusedCount: counts.refused,
    tabs: [
      { key: 'sample', title: t('import.sampleTab'), count: accepted, content: <SampleTable rows={result.sample} /> },
    ],
    accepted,
    confirmText: t('import.confirm', { n: countText(accepted) }),
    done:
      result.status === 'confirmed'
        ? {
            title: t('import.done', { new: countText(counts.new), changed: countText(counts.changed) }),
            text: t('import.done.text', { unchanged: countText(counts.unchanged), refused: countText(counts.refused) }),
            again: t('import.more'),
            next: (
              <LinkButton to="/office/people" type="primary">
                {t('import.see')}
              </LinkButton>
            ),
          }
        : null,
  };
}

function NewNames({ units, posts }: { readonly units: readonly string[]; readonly posts: readonly string[] }) {
  if (units.length + posts.length === 0) return null;
  return (
    <section className="ok-card ok-pad ok-stack">
      {units.length > 0 ? <NameRow title={t('import.units', { n: units.length })} names={units} /> : null}
      {posts.length > 0 ? <NameRow title={t('import.posts', { n: posts.length })} names={posts} /> : null}
    </section>
  );
}

function NameRow({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <div className="row ok-gap">
      <Status kind="warn">{title}</Status>
      {names.map((name) => (
        <Chip key={name}>{name}</Chip>
      ))}
    </div>
  );
}

function SampleTable({ rows }: { readonly rows: RosterImport['sample'] }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={t('import.sample')}>
        <thead>
          <tr>
            <th className="n">{kitText('import.row')}</th>
            <th>{t('name')}</th>
            <th>{t('idNumber')}</th>
            <th>{t('unit')}</th>
            <th>{t('posts')}</th>
            <th>{t('status')}</th>
            <th>{t('import.noteColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className="n">{row.row}</td>
              <td className="nowrap">{row.name}</td>
              <td className="nowrap">{row.idNumberMasked}</td>
              <td>{row.unitPath}</td>
              <td>{row.post}</td>
              <td>
                <Status kind={row.action === 'new' ? 'pass' : row.action === 'changed' ? 'due' : 'exempt'}>
                  {t(`action.${row.action}`)}
                </Status>
              </td>
              <td className="mut">{row.note ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
