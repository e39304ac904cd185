import type { AttemptResult } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { useResultText } from './messages.js';
import style from './result.module.css';

type Note = AttemptResult['regrades'][number];

/** What was corrected about the questions after the exam, and what it did to this result. */
export function RegradeNotes({ regrades }: { regrades: readonly Note[] }) {
  const t = useResultText();
  const what = ({ kind, policy, slot }: Note): string =>
    t(kind === 'key' ? 'regradeKey' : policy === 'drop' ? 'regradeDrop' : 'regradeFull', { n: slot });
  const said = (note: Note): string => {
    const { scoreBefore, scoreAfter, maxBefore, maxAfter } = note;
    if (scoreBefore === null || maxBefore === null) return t('regradeCounted', { what: what(note) });
    const moved = (before: number, after: number) => ({
      what: what(note),
      before: pointsText(before),
      after: pointsText(after),
    });
    if (scoreBefore !== scoreAfter) return t('regradeMoved', moved(scoreBefore, scoreAfter));
    return maxBefore !== maxAfter
      ? t('regradeMax', moved(maxBefore, maxAfter))
      : t('regradeSame', { what: what(note) });
  };
  return regrades.map((note) => (
    <p key={`${note.slot} ${note.at ?? ''}`} className={style['note']} role="status">
      {said(note)}
      {note.reason ? t('regradeWhy', { reason: note.reason }) : ''}
    </p>
  ));
}
