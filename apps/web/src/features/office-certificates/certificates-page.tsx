import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../shared/api/client.js';
import type { Certificate } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { Status } from '../../shared/ui/index.js';
import type { StatusKind } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { DownloadButton } from '../office-kit/download.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf } from '../office-kit/options.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { certificateText as t } from './text.js';

const kinds: Record<Certificate['status'], StatusKind> = {
  valid: 'pass',
  expired: 'exempt',
  revoked: 'stop',
  superseded: 'exempt',
};
const STATUSES = ['valid', 'expired', 'superseded', 'revoked'] as const;

/** Certificates issued, with their file, their public page and revocation. */
export function CertificatesPage() {
  const { organisationId } = useOffice();
  const [filters, change] = useUrlFilters(['q', 'status', 'certificate']);
  const { certificate, ...query } = filters;
  const list = usePagedList<Certificate>('certificates', '/certificates', { ...query, organisationId });
  const filtered = Object.keys(query).length > 0;
  return (
    <OfficePage crumbs={[{ title: t('title') }]} title={t('title')} note={t('note')}>
      <section className="ok-card">
        <FilterBar
          q={filters.q}
          placeholder={t('find')}
          onSearch={(q) => change({ q })}
          onClear={filtered ? () => change({ q: undefined, status: undefined }) : undefined}
        >
          <OrganisationFilter />
          <FilterSelect
            label={t('status')}
            value={filters.status}
            onChange={(status) => change({ status })}
            options={optionsOf(STATUSES, (value) => t(`status.${value}`))}
          />
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns()}
          scrollX={1120}
          onOpen={(row) => change({ certificate: row.id }, { push: true })}
          empty={
            filtered ? (
              <EmptyStart title={kitText('empty.filtered')} />
            ) : (
              <EmptyStart title={t('empty.title')} text={t('empty.text')} />
            )
          }
        />
      </section>
      <CertificateDrawer id={certificate} onClose={() => change({ certificate: undefined })} />
    </OfficePage>
  );
}

function columns(): TableProps<Certificate>['columns'] {
  return [
    {
      title: t('number'),
      dataIndex: 'number',
      width: 240,
      render: (number: string) => <span className="nowrap">{number}</span>,
    },
    { title: t('holder'), dataIndex: 'holderName', width: 92, render: (name: string) => <b>{name}</b> },
    { title: t('organisation'), dataIndex: 'organisationName', width: 190, ellipsis: true },
    { title: t('programme'), dataIndex: 'programme', width: 256, ellipsis: true },
    { title: t('issued'), dataIndex: 'issuedOn', width: 110 },
    { title: t('until'), dataIndex: 'validUntil', width: 110, render: (until: string | null) => until ?? t('forever') },
    {
      title: t('status'),
      dataIndex: 'status',
      width: 110,
      render: (status: Certificate['status']) => <Status kind={kinds[status]}>{t(`status.${status}`)}</Status>,
    },
  ];
}

function CertificateDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const query = useQuery({
    queryKey: ['office', 'certificates', 'one', id],
    queryFn: ({ signal }) => api.get<Certificate>(`/certificates/${id}`, { signal }),
    enabled: Boolean(id),
  });
  return (
    <Drawer open={Boolean(id)} onClose={onClose} size={520} title={query.data?.title ?? t('title')}>
      <QueryBlock query={query}>{(found) => <CertificateCard certificate={found} />}</QueryBlock>
    </Drawer>
  );
}

const inUse = ({ status }: Certificate): boolean => status === 'valid' || status === 'expired';

function CertificateCard({ certificate }: { readonly certificate: Certificate }) {
  const { can } = useOffice();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <div className="ok-stack">
      <Status kind={kinds[certificate.status]}>{t(`status.${certificate.status}`)}</Status>
      {certificate.status === 'superseded' ? <p className="mut">{t('superseded.text')}</p> : null}
      <dl className="ok-facts">
        <dt>{t('number')}</dt>
        <dd>{certificate.number}</dd>
        <dt>{t('holder')}</dt>
        <dd>{certificate.holderName}</dd>
        <dt>{t('organisation')}</dt>
        <dd>{certificate.organisationName}</dd>
        <dt>{t('programme')}</dt>
        <dd>{certificate.programme}</dd>
        <dt>{t('score')}</dt>
        <dd>{certificate.scoreHundredths === null ? '—' : pointsText(certificate.scoreHundredths)}</dd>
        <dt>{t('issued')}</dt>
        <dd>{certificate.issuedOn}</dd>
        <dt>{t('until')}</dt>
        <dd>{certificate.validUntil ?? t('forever')}</dd>
      </dl>
      <div className="ok-actions">
        <DownloadButton
          path={`/certificates/${certificate.id}/file`}
          name={t('pdfName', { number: certificate.number })}
          type="primary"
        >
          {t('pdf')}
        </DownloadButton>
        <Link className="ok-link" to={`/verify/${certificate.verificationCode}`} target="_blank">
          {t('verify')}
        </Link>
        {can(may.revokeCertificates) && inUse(certificate) ? (
          <Button danger onClick={() => setAsking(true)}>
            {t('revoke')}
          </Button>
        ) : null}
      </div>
      <AskDialog
        open={asking}
        title={t('revoke.title', { name: certificate.holderName, number: certificate.number })}
        okText={t('revoke.ok')}
        danger
        askReason
        onClose={() => setAsking(false)}
        onConfirm={(reason) =>
          api
            .post(`/certificates/${certificate.id}/revocation`, { body: { reason } })
            .then(() => client.invalidateQueries({ queryKey: ['office'] }))
        }
      >
        <p>{t('revoke.text')}</p>
      </AskDialog>
    </div>
  );
}
