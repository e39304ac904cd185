import { catalogue } from '../../shared/i18n/i18n.js';

/** What several features say of an exam. */
export const { text: examWord } = catalogue('office-exam-words', {
  'phase.draft': '草稿',
  'phase.upcoming': '还没开始',
  'phase.open': '进行中',
  'phase.closed': '已结束',
  'phase.cancelled': '已取消',
  paused: '已暂停',
  'window.always': '随时可以考',
  'window.from': '{{from}} 起',
  'window.to': '{{to}} 止',
  'board.open': '进监考台',
  'board.rooms': '我看：{{rooms}}',
  'board.whole': '看全场',
});
