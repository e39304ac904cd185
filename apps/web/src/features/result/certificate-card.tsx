import { FileBadge } from 'lucide-react';
import { Link } from 'react-router';
import { LogoMark } from '../../shared/ui/logo.js';
import { useResultText } from './messages.js';
import style from './result.module.css';

/** The certificate, or that it is on its way; only for formal exams. */
export function CertificateCard({ issued, patient }: { issued: boolean; patient: boolean }) {
  const t = useResultText();
  return (
    <section className={`card ${style['certificate']}`} role="status">
      <div className={`${style['mini']} ${issued ? '' : style['pale']}`} aria-hidden="true">
        <LogoMark size={22} />
        <b>培训合格证明</b>
        <span />
        <span />
        <i />
      </div>
      <div className="grow">
        {issued ? (
          <>
            <b>{t('certificateSent')}</b>
            <p className="mut">{t('certificateHow')}</p>
            <Link className="btn btn-secondary" to="/my/certificates">
              <FileBadge size={20} strokeWidth={1.75} aria-hidden />
              {t('certificateOpen')}
            </Link>
          </>
        ) : patient ? (
          <>
            <b>{t('certificateComing')}</b>
            <p className="mut">{t('certificateComingHow')}</p>
          </>
        ) : (
          <>
            <p className="mut">{t('certificateLater')}</p>
            <Link className="btn btn-secondary" to="/my/certificates">
              {t('myCertificates')}
            </Link>
          </>
        )}
      </div>
    </section>
  );
}
