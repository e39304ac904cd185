import { catalogue } from '../../shared/i18n/i18n.js';

/** What several features say of an exam. */
export const { text: examWord } = catalogue('office-exam-words', {
  'phase.draft': '草稿',
  'phase.upcoming': '还没开始',
  'phase.open': '进行中',
  'phase.closed': '已结束',
  'phase.cancelled': '已取消',
  paused: '已暂停',
  'paused.now': '刚刚暂停',
  'paused.minutes': '已暂停 {{n}} 分钟',
  'paused.hours': '已暂停 {{h}} 小时 {{n}} 分钟',
  'window.always': '随时可以考',
  'window.from': '{{from}} 起',
  'window.to': '{{to}} 止',
  list: '考试',
  invigilations: '监考',
  'board.open': '进监考台',
  'board.rooms': '我看：{{rooms}}',
  'board.whole': '看全场',
  'papers.open': '纸卷',
  'papers.toKey': '录入纸卷 {{n}} 份',
});

/** 「已暂停 47 分钟」. */
export function pausedText(pausedAt: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(pausedAt)) / 60_000));
  if (minutes === 0) return examWord('paused.now');
  return minutes < 60
    ? examWord('paused.minutes', { n: minutes })
    : examWord('paused.hours', { h: Math.floor(minutes / 60), n: minutes % 60 });
}

/** Longer than this, and somebody may have forgotten to go on. */
const LONG_PAUSE_MS = 30 * 60_000;

export const isLongPause = (pausedAt: string, now: number): boolean => now - Date.parse(pausedAt) >= LONG_PAUSE_MS;
