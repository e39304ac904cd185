import { useState } from 'react';
import { Button } from 'antd';
import type { QuestionDetail, QuestionVersion } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { QuestionContent } from './question-content.js';
import { questionText as t } from './text.js';
import { differencesOf, type Stretch } from './version-difference.js';
import './questions.css';

/** Every version with what it changed, word by word, and who reviewed it. */
export function QuestionVersions({ question }: { readonly question: QuestionDetail }) {
  return (
    <div className="ok-stack">
      <ol className="oq-versions">
        {question.versions.map((version, index) => (
          <VersionRow
            key={version.no}
            version={version}
            before={question.versions[index + 1]}
            inUse={version.no === question.inUseNo}
            waits={question.review === 'in_review' && version.no === question.versionNo}
          />
        ))}
      </ol>
      {question.reviews.length > 0 ? (
        <>
          <h2 className="ok-h2">{t('reviews')}</h2>
          <ol className="oq-versions">
            {question.reviews.map((review, index) => (
              <li key={`${review.at}-${index}`}>
                {t(`deed.${review.deed}`, {
                  who: review.by,
                  n: review.versionNo,
                  when: dateTimeText(review.at),
                  reason: review.reason ?? '',
                })}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </div>
  );
}

function VersionRow({
  version,
  before,
  inUse,
  waits,
}: {
  readonly version: QuestionVersion;
  readonly before: QuestionVersion | undefined;
  readonly inUse: boolean;
  readonly waits: boolean;
}) {
  const [whole, setWhole] = useState(false);
  return (
    <li>
      <p className="oq-version-head">
        <Chip {...(inUse ? { tone: 'brand' as const } : {})}>{t('version.no', { n: version.no })}</Chip>
        {inUse ? <span>{t('standing.active')}</span> : null}
        {waits ? <Status kind="due">{t('standing.waiting')}</Status> : null}
        <span className="mut">
          {t('versions.by', { who: version.createdBy, when: dateTimeText(version.createdAt) })}
        </span>
      </p>
      {before ? <Differences before={before} after={version} /> : <p className="mut">{t('versions.first')}</p>}
      <Button type="link" size="small" className="oq-whole" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {t('versions.whole')}
      </Button>
      {whole ? <QuestionContent question={version} /> : null}
    </li>
  );
}

type Content = Parameters<typeof differencesOf>[0];

/** What is different, part by part; shape and words say what came and went, not the colour alone. */
export function Differences({ before, after }: { readonly before: Content; readonly after: Content }) {
  const differences = differencesOf(before, after);
  if (differences.length === 0) return <p className="mut">{t('versions.same')}</p>;
  return (
    <dl className="oq-diff">
      {differences.map(({ part, place, stretches }) => (
        <div key={`${part}-${place ?? ''}`}>
          <dt>
            {part === 'option' ? t('diff.option', { place: place ?? '' }) : t(`diff.${part}`)}
            {part === 'image' && place !== 'stem' ? ` ${place ?? ''}` : ''}
          </dt>
          <dd>
            {stretches.map((stretch, index) => (
              <Stretched key={index} stretch={stretch} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Stretched({ stretch }: { readonly stretch: Stretch }) {
  if (stretch.kind === 'same') return <>{stretch.text}</>;
  const Mark = stretch.kind === 'added' ? 'ins' : 'del';
  return (
    <Mark>
      <span className="sr-only">{t(stretch.kind === 'added' ? 'diff.added' : 'diff.removed')}</span>
      {stretch.text}
    </Mark>
  );
}
