import { countText, pointsText } from '../../shared/time/points.js';
import { Frac } from '../../shared/ui/index.js';
import type { RegradeChange, RegradePreview } from './results-api.js';
import { resultsText as t } from './results-text.js';

const SHOWN = 20;

/** What a correction would do: counts first, then the names of whom it matters to most. */
export function RegradeEffect({ effect, ofKey }: { readonly effect: RegradePreview; readonly ofKey: boolean }) {
  const { newlyPassed, newlyFailed, certificates } = effect;
  return (
    <section className="oe-effect" aria-label={t('effect.title')}>
      <p>
        <span className="mut">{t('effect.changed')}</span> <Frac n={effect.changed} of={effect.attempts} size={24} />{' '}
        {effect.changed === 0 ? <b>{t('effect.none')}</b> : null}
      </p>
      <p className="row ok-gap">
        <span>{t('effect.up', { n: countText(effect.scoreUp) })}</span>
        <span>{t('effect.down', { n: countText(effect.scoreDown) })}</span>
        <span>{t('effect.sessions', { n: countText(effect.sessions) })}</span>
      </p>
      <People title={t('effect.passed', { n: countText(newlyPassed.length) })} people={newlyPassed} />
      <People title={t('effect.failed', { n: countText(newlyFailed.length) })} people={newlyFailed} />
      {certificates.length > 0 ? (
        <p className="ok-note ok-note-warn">
          {t('effect.certificates', { n: countText(certificates.length) })}：
          {certificates
            .slice(0, SHOWN)
            .map(({ name, number }) => `${name ?? t('effect.unnamed')} ${number}`)
            .join('，')}
          {certificates.length > SHOWN ? '…' : ''}
        </p>
      ) : null}
      {effect.reissued > 0 ? <p>{t('effect.reissued', { n: countText(effect.reissued) })}</p> : null}
      {effect.openAttempts > 0 ? <p>{t('effect.open', { n: countText(effect.openAttempts) })}</p> : null}
      {ofKey ? <p>{t(effect.mendsBank ? 'effect.bank' : 'effect.bankNot')}</p> : null}
    </section>
  );
}

function People({ title, people }: { readonly title: string; readonly people: readonly RegradeChange[] }) {
  if (people.length === 0) return null;
  return (
    <div>
      <b>{title}</b>
      <ul className="oe-people">
        {people.slice(0, SHOWN).map((person) => (
          <li key={person.attemptId}>
            {person.name ?? t('effect.unnamed')}{' '}
            <span className="mut">
              {t('effect.change', { before: pointsText(person.scoreBefore), after: pointsText(person.scoreAfter) })}
            </span>
          </li>
        ))}
        {people.length > SHOWN ? <li>…</li> : null}
      </ul>
    </div>
  );
}
