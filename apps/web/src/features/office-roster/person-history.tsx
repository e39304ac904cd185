import type { PersonDetail } from '../../shared/api/types.js';
import { StatusShape } from '../../shared/ui/index.js';
import { employmentName } from '../office-kit/options.js';
import { rosterText as t } from './text.js';
import './roster.css';

/** Employments and posts in order of time; nothing is ever rewritten. */
export function PersonHistory({ employments }: { readonly employments: PersonDetail['employments'] }) {
  return (
    <section aria-label={t('person.history')}>
      <h2 className="ok-h2">{t('person.history')}</h2>
      <ol className="or-history">
        {employments.map((job) => (
          <li key={job.id}>
            <StatusShape kind={job.endsOn ? 'exempt' : 'pass'} size={16} />
            <div className="grow">
              <b>
                {job.enterpriseName}
                {job.unitPath ? ` · ${job.unitPath}` : ''}
              </b>
              <span className="ok-sub">
                {t('person.until', { from: job.startsOn, to: job.endsOn ?? t('person.now') })} ·{' '}
                {employmentName(job.employmentType)}
              </span>
              {job.posts.map((post) => (
                <p key={`${post.name}-${post.startsOn}`} className="mut">
                  {post.name}{' '}
                  <span className="dim">
                    {t('person.until', { from: post.startsOn, to: post.endsOn ?? t('person.now') })}
                  </span>
                </p>
              ))}
              {job.leaveReason ? <p className="mut">{t('person.reason', { reason: job.leaveReason })}</p> : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
