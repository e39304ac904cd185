import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../shared/api/client.js';
import { Problem } from '../../shared/api/problem.js';
import type { Verification } from '../../shared/api/types.js';
import { dateText, dateTimeText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import {
  Button,
  ButtonLink,
  ErrorBlock,
  Field,
  Skeleton,
  StatusShape,
  type StatusKind,
} from '../../shared/ui/index.js';
import { LogoMark } from '../../shared/ui/logo.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { tidyCode } from './code.js';
import { useVerifyText } from './messages.js';
import style from './verify.module.css';

/** For anybody, signed in or not: is this certificate real, and what stands on it? */
export function VerifyPage() {
  const t = useVerifyText();
  usePageTitle(t('title'));
  const { code } = useParams();
  return (
    <div className={style['page']}>
      <header className={style['head']}>
        <Link to="/" className="row" aria-label={t('product')}>
          <LogoMark size={28} />
          <b>{t('product')}</b>
        </Link>
        <h1>{t('title')}</h1>
      </header>
      <main>{code ? <Checked key={code} code={code} /> : <CodeForm />}</main>
    </div>
  );
}

function CodeForm() {
  const t = useVerifyText();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const tidy = tidyCode(code);
    setMissing(tidy === '');
    if (tidy) void navigate(`/verify/${encodeURIComponent(tidy)}`);
  };
  return (
    <form onSubmit={submit} noValidate className={style['form']}>
      <Field
        label={t('enter')}
        name="code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        hint={t('codeHow')}
        error={missing ? t('needCode') : undefined}
      />
      <Button kind="primary" big block type="submit">
        {t('check')}
      </Button>
    </form>
  );
}

async function readVerification(code: string, signal: AbortSignal): Promise<Verification> {
  try {
    return await api.get<Verification>(`/verifications/${encodeURIComponent(code)}`, { signal });
  } catch (error) {
    // «There is no such certificate» is an answer here, not an error.
    if (!(error instanceof Problem && (error.status === 404 || error.status === 422))) throw error;
    const checkedAt = new Date().toISOString();
    const nothing = { certificate: null, signature: null, revokedOn: null, revokedReason: null, replacedBy: null };
    return { status: 'unknown', checkedAt, ...nothing };
  }
}

function Checked({ code }: { code: string }) {
  const t = useVerifyText();
  const answer = useQuery({
    queryKey: ['verification', code],
    queryFn: ({ signal }) => readVerification(code, signal),
    staleTime: 0,
  });
  if (answer.isError) {
    return <ErrorBlock error={answer.error} onRetry={() => void answer.refetch()} busy={answer.isFetching} />;
  }
  if (!answer.data) return <Skeleton heights={[120, 420]} />;
  return (
    <>
      <Verdict answer={answer.data} />
      <Printed answer={answer.data} code={code} />
      <ButtonLink big block to="/verify">
        {t('another')}
      </ButtonLink>
    </>
  );
}

const kinds: Record<Verification['status'], StatusKind> = {
  valid: 'pass',
  expired: 'stop',
  revoked: 'stop',
  superseded: 'warn',
  unknown: 'warn',
  invalid: 'stop',
};

function verdictText(answer: Verification, t: ReturnType<typeof useVerifyText>): string {
  const until = answer.certificate?.validUntil;
  switch (answer.status) {
    case 'expired':
      return t('expiredSay', { day: until ? dateText(until) : '' });
    case 'revoked':
      return answer.revokedOn ? t('revokedSay', { day: dateText(answer.revokedOn) }) : t('revokedPlain');
    case 'superseded':
      return t('supersededSay', { day: answer.revokedOn ? dateText(answer.revokedOn) : '' });
    default:
      return t(`${answer.status}Say`);
  }
}

function Verdict({ answer }: { answer: Verification }) {
  const t = useVerifyText();
  return (
    <section className={`${style['verdict']} ${style[kinds[answer.status]]}`} role="status">
      <StatusShape kind={kinds[answer.status]} size={56} />
      <div className="grow">
        <h2>{t(answer.status)}</h2>
        <p>{verdictText(answer, t)}</p>
        {answer.replacedBy ? <p>{t('replacedBy', { number: answer.replacedBy })}</p> : null}
        {answer.status === 'revoked' && answer.revokedReason ? (
          <p>{t('reason', { reason: answer.revokedReason })}</p>
        ) : null}
        <p className={style['when']}>{t('checkedAt', { moment: dateTimeText(answer.checkedAt) })}</p>
      </div>
    </section>
  );
}

/** Every field as printed on the paper, in the order of the paper. */
function printedFields(
  certificate: NonNullable<Verification['certificate']>,
  t: ReturnType<typeof useVerifyText>,
): [string, string | null][] {
  const { startOn, endOn, requiredHours, completedHours, scoreHundredths, passHundredths } = certificate;
  const score =
    scoreHundredths === null
      ? null
      : passHundredths === null
        ? t('scoreValue', { points: pointsText(scoreHundredths) })
        : t('scoreWithLine', { points: pointsText(scoreHundredths), line: pointsText(passHundredths) });
  return [
    [t('number'), certificate.number],
    [t('holder'), certificate.holderName],
    [t('idNumber'), certificate.holderIdMasked],
    [t('organisation'), certificate.organisation],
    [t('post'), certificate.post],
    [t('programme'), certificate.programme],
    [t('period'), startOn ? t('to', { from: dateText(startOn), until: dateText(endOn) }) : dateText(endOn)],
    [
      t('hours'),
      requiredHours === null || completedHours === null
        ? null
        : t('hoursValue', { required: requiredHours, completed: completedHours }),
    ],
    [t('assessment'), certificate.assessment],
    [t('score'), score],
    [t('issuer'), certificate.issuer],
    [t('issuedOn'), dateText(certificate.issuedOn)],
    [t('validUntil'), certificate.validUntil ? dateText(certificate.validUntil) : t('forever')],
  ];
}

function Printed({ answer, code }: { answer: Verification; code: string }) {
  const t = useVerifyText();
  const { certificate, signature } = answer;
  if (!certificate) {
    return (
      <p className={style['code']}>
        {t('code')}：<b>{code}</b>
      </p>
    );
  }
  return (
    <section className={`card ${style['paper']}`}>
      <h2>{certificate.title}</h2>
      <dl>
        {printedFields(certificate, t)
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>{t('code')}</dt>
          <dd>{code}</dd>
        </div>
        {signature ? (
          <div>
            <dt>{t('signature')}</dt>
            <dd>
              {t('signed', { algorithm: signature.algorithm, keyId: signature.keyId })}
              <details>
                <summary>{t('signatureValue')}</summary>
                <code>{signature.value}</code>
              </details>
            </dd>
          </div>
        ) : null}
      </dl>
      <p className={style['foot']}>
        {t('masked')}
        {t('notLicence')}
      </p>
    </section>
  );
}
