import { defineErrors } from '../../platform/errors/domain-error.js';

export const handbookErrors = defineErrors('handbooks', {
  'handbook-exists': {
    kind: 'conflict',
    title: '已有这本手册',
    detail: '这个岗位（或本单位通用部分）已经有手册，请打开它来改。',
  },
  'handbook-nothing-to-publish': {
    kind: 'conflict',
    title: '没有要发布的改动',
    detail: '上次发布以后没有改过。改好再发布。',
  },
  'handbook-empty': { kind: 'conflict', title: '手册还是空的', detail: '至少写一节再发布。' },
  'handbook-version-changed': {
    kind: 'conflict',
    title: '手册有了新版',
    detail: '你打开以后，手册换了新版。请重新打开，看完有改动的几节再签收。',
  },
  'handbook-sections-unread': { kind: 'conflict', title: '还有没看的', detail: '还有 {left} 节没看。看完就能签收。' },
});
