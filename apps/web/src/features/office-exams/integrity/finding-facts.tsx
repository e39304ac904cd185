import { durationText } from '../../../shared/time/format.js';
import { countText } from '../../../shared/time/points.js';
import type { Finding } from './api.js';
import { chanceText } from './chance-text.js';
import { integrityText as t } from './text.js';

/** So many names stand in a title; the others are in the list below it. */
const NAMED = 3;

const namesOf = (finding: Finding): string =>
  [...new Set(finding.people.map((person) => person.name ?? t('unnamed')))].slice(0, NAMED).join('、');

/** What was seen, in one line. */
export function titleOf(finding: Finding): string {
  const names = namesOf(finding);
  const { answers, speed, device, signals } = finding;
  if (answers) return t('answers.title', { names, n: countText(answers.same.length) });
  if (speed) return speedTitle(speed, names);
  if (device)
    return device.people > NAMED
      ? t('device.title.many', { names, n: countText(device.people) })
      : t('device.title', { names });
  return t('signals.title', { names, what: signals ? signalsText(signals) : '' });
}

function speedTitle(speed: NonNullable<Finding['speed']>, names: string): string {
  if (speed.whole)
    return t('speed.title', { names, duration: durationText(speed.seconds), answered: countText(speed.answered) });
  const fast = speed.runs.reduce((sum, run) => sum + run.slots.length, 0);
  return t('speed.title.runs', { names, n: countText(fast) });
}

function signalsText({ left, awaySeconds, copied, pasted, printed }: NonNullable<Finding['signals']>): string {
  return [
    left > 0 ? t('signals.left', { n: countText(left), duration: durationText(awaySeconds) }) : null,
    copied > 0 ? t('signals.copied', { n: countText(copied) }) : null,
    pasted > 0 ? t('signals.pasted', { n: countText(pasted) }) : null,
    printed > 0 ? t('signals.printed', { n: countText(printed) }) : null,
  ]
    .filter(Boolean)
    .join('，');
}

/** What lies behind it, and what to look at. */
export function FindingFacts({ finding }: { readonly finding: Finding }) {
  if (finding.answers) return <AnswersFacts answers={finding.answers} />;
  if (finding.speed) return <SpeedFacts speed={finding.speed} />;
  return <p>{t(finding.device ? 'device.look' : 'signals.look')}</p>;
}

function AnswersFacts({ answers }: { readonly answers: NonNullable<Finding['answers']> }) {
  return (
    <>
      <p>
        {t('answers.facts', {
          shared: countText(answers.shared),
          both: countText(answers.bothNotRight),
          chance: chanceText(answers.chance),
        })}
        {t('answers.exam', { chance: chanceText(answers.chanceInExam) })}
        {t('answers.look')}
      </p>
      <details>
        <summary>{t('answers.which')}</summary>
        <ol className="of-mistakes">
          {answers.same.map(({ stem, answer, slots }) => (
            <li key={slots.join(' ')}>
              <span className="ok-dim">
                {slots[0] === slots[1]
                  ? t('answers.slot', { one: slots[0] ?? '' })
                  : t('answers.slots', { one: slots[0] ?? '', other: slots[1] ?? '' })}
              </span>
              <span>{stem}</span>
              <b>{t('answers.chose', { answer: answer.join('；') })}</b>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function SpeedFacts({ speed }: { readonly speed: NonNullable<Finding['speed']> }) {
  return (
    <>
      {speed.whole ? (
        <p>{t('speed.whole', { reading: durationText(speed.readingSeconds) })}</p>
      ) : (
        speed.runs.map((run) => (
          <p key={run.slots.join(' ')}>
            {t('speed.run', {
              n: countText(run.slots.length),
              duration: durationText(run.seconds),
              reading: durationText(run.readingSeconds),
              slots: run.slots.join('、'),
            })}
          </p>
        ))
      )}
      <p>
        {t('speed.right', { right: countText(speed.right), of: countText(speed.questions) })}
        {t('speed.look')}
      </p>
    </>
  );
}
