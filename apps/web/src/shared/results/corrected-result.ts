import { catalogue } from '../i18n/i18n.js';
import type { MyAttempt } from '../api/types.js';
import { pointsText } from '../time/points.js';

const { text: t } = catalogue('corrected-result', {
  score: '成绩已更正：{{before}} → {{after}} 分',
  max: '满分已更正：{{before}} → {{after}} 分',
  passedNow: '现已合格',
  passedStill: '仍合格',
  failedNow: '现不合格',
  failedStill: '仍未合格',
});

/** 「成绩已更正：60 → 62 分，现已合格」; null where no correction has changed the result, or none of it is released. */
export function correctedText({ score, max, passed, corrected }: MyAttempt): string | null {
  if (!corrected || score === null || passed === null) return null;
  const { scoreBefore, maxBefore, passedBefore } = corrected;
  const moved =
    score === scoreBefore && max !== maxBefore
      ? t('max', { before: pointsText(maxBefore), after: pointsText(max) })
      : t('score', { before: pointsText(scoreBefore), after: pointsText(score) });
  const standing = passed === passedBefore ? 'Still' : 'Now';
  return `${moved}，${t(passed ? `passed${standing}` : `failed${standing}`)}`;
}
