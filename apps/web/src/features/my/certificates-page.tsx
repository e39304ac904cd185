import { useMutation } from '@tanstack/react-query';
import { Download, QrCode as QrIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { api, saveBlob } from '../../shared/api/client.js';
import { useMyCertificates } from '../../shared/api/requests/my-certificates.js';
import type { Certificate } from '../../shared/api/types.js';
import { dateText } from '../../shared/time/format.js';
import {
  Button,
  ButtonLink,
  Empty,
  ErrorBlock,
  Sheet,
  Skeleton,
  Status,
  TopBar,
  type StatusKind,
} from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useMyText } from './messages.js';
import style from './my.module.css';

const QrCode = lazy(async () => ({ default: (await import('./qr-code.js')).QrCode }));

const kinds: Record<Certificate['status'], StatusKind> = {
  valid: 'pass',
  expired: 'stop',
  revoked: 'stop',
  superseded: 'exempt',
};

/** My certificates: to keep as a PDF, to show to somebody who checks. */
export function CertificatesPage() {
  const t = useMyText();
  usePageTitle(t('certTitle'));
  const list = useMyCertificates();
  return (
    <div className={style['page']}>
      <TopBar title={t('certTitle')} backTo="/my" />
      <main className={style['certificates']}>
        {list.data ? (
          list.data.length === 0 ? (
            <Empty action={<ButtonLink to="/exams">{t('toExams')}</ButtonLink>}>{t('noCertificates')}</Empty>
          ) : (
            list.data.map((certificate) => <CertificateItem key={certificate.id} certificate={certificate} />)
          )
        ) : list.isError ? (
          <ErrorBlock error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />
        ) : (
          <Skeleton heights={[200, 200]} />
        )}
      </main>
    </div>
  );
}

function CertificateItem({ certificate }: { certificate: Certificate }) {
  const t = useMyText();
  const [showing, setShowing] = useState(false);
  const download = useMutation({
    mutationFn: async () => {
      const { blob, name } = await api.file(`/certificates/${certificate.id}/file`);
      saveBlob(blob, name ?? `${certificate.title}-${certificate.number}.pdf`);
    },
  });
  return (
    <article className={`card ${style['certificate']}`}>
      <div className="row">
        <h2 className="grow">{certificate.title}</h2>
        <Status kind={kinds[certificate.status]}>{t(certificate.status)}</Status>
      </div>
      {certificate.status === 'superseded' ? <p>{t('supersededHow')}</p> : null}
      <p>{certificate.programme}</p>
      <p className="mut">{certificate.organisationName}</p>
      <p className="mut">
        <span className="nowrap">{t('issued', { day: dateText(certificate.issuedOn) })}</span> ·{' '}
        <span className="nowrap">
          {certificate.validUntil ? t('until', { day: dateText(certificate.validUntil) }) : t('forever')}
        </span>
      </p>
      <p className="mut">{t('number', { number: certificate.number })}</p>
      {download.isError ? <ErrorBlock error={download.error} /> : null}
      <div className={style['acts']}>
        <Button big busy={download.isPending} onClick={() => download.mutate()}>
          <Download size={20} strokeWidth={1.75} aria-hidden />
          {t('download')}
        </Button>
        {certificate.status === 'superseded' ? null : (
          <Button big onClick={() => setShowing(true)}>
            <QrIcon size={20} strokeWidth={1.75} aria-hidden />
            {t('show')}
          </Button>
        )}
      </div>
      <ShowSheet certificate={certificate} open={showing} onClose={() => setShowing(false)} />
    </article>
  );
}

function ShowSheet({ certificate, open, onClose }: { certificate: Certificate; open: boolean; onClose: () => void }) {
  const t = useMyText();
  const path = `/verify/${encodeURIComponent(certificate.verificationCode)}`;
  const address = `${location.origin}${path}`;
  return (
    <Sheet open={open} title={t('qrTitle')} onClose={onClose}>
      <div className={style['qr']}>
        <Suspense fallback={<Skeleton heights={[220]} />}>
          <QrCode text={address} label={t('qrLabel')} />
        </Suspense>
        <p>{t('qrHow')}</p>
        <Link className={style['address']} to={path}>
          {address}
        </Link>
      </div>
    </Sheet>
  );
}
