import { durationText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import { Frac, StatusShape } from '../../shared/ui/index.js';
import { useResultText } from './messages.js';
import { missing, type ReleasedResult } from './outcome.js';
import style from './result.module.css';

/** Passed: the points large, then the facts. */
export function PassCard({ result }: { result: ReleasedResult }) {
  const t = useResultText();
  return (
    <section className={`card ${style['score']} ${style['centre']}`}>
      <p className={style['exam']}>{result.title}</p>
      <p className={style['figure']}>
        <b>{pointsText(result.score)}</b>
        <span>{t('points')}</span>
      </p>
      <p className={style['pass']}>
        <StatusShape kind="pass" size={24} />
        {t('passed')}
      </p>
      <Facts result={result} />
    </section>
  );
}

function Facts({ result }: { result: ReleasedResult }) {
  const t = useResultText();
  return (
    <dl className={style['facts']}>
      <div>
        <dt>{t('passLine')}</dt>
        <dd>{t('pointsOf', { points: pointsText(result.passHundredths) })}</dd>
      </div>
      <div>
        <dt>{t('right')}</dt>
        <dd>
          <Frac n={result.rightCount} of={result.questionCount} />
        </dd>
      </div>
      <div>
        <dt>{t('time')}</dt>
        <dd>{durationText(result.durationSeconds)}</dd>
      </div>
    </dl>
  );
}

/** Not passed: how many points are missing comes before the points (ui.md §8). */
export function FailCard({ result }: { result: ReleasedResult }) {
  const t = useResultText();
  const share = (points: number): number => (result.max > 0 ? Math.min(100, (points / result.max) * 100) : 0);
  const line = share(result.passHundredths);
  return (
    <section className={`card ${style['score']}`}>
      <div className={style['failHead']}>
        <div className="grow">
          <p className={style['exam']}>{result.title}</p>
          <p className={style['short']}>
            {t('short')} <b>{pointsText(missing(result))}</b> {t('points')}
          </p>
        </div>
        <p className={style['mine']}>
          <b>{pointsText(result.score)}</b>
          <span>{t('points')}</span>
        </p>
      </div>
      <div className={style['line']} aria-hidden="true">
        <i style={{ width: `${share(result.score)}%` }} />
        <u style={{ left: `${line}%` }} />
      </div>
      <div className={style['labels']}>
        <span>{t('yourScore', { points: pointsText(result.score) })}</span>
        <span className={style['lineLabel']} style={{ right: `clamp(0px, calc(${100 - line}% - 3em), 60%)` }}>
          {t('lineAt', { points: pointsText(result.passHundredths) })}
        </span>
      </div>
    </section>
  );
}
