import { defineErrors } from '../../platform/errors/domain-error.js';

export const questionErrors = defineErrors('questions', {
  'question-exists': {
    kind: 'conflict',
    title: '题库里已有这道题',
    detail: '题库里已有一模一样的题：「{stem}」。什么也没改。',
  },
  'question-file-unreadable': { kind: 'invalid', title: '这份文件读不了', detail: '{reason}' },
  'import-leave-out-mismatch': {
    kind: 'conflict',
    title: '没导入的行数对不上',
    detail: '这份文件有 {refused} 行读不懂。请先核对，再写明留下这 {refused} 行不导。什么也没导入。',
  },
  'export-too-large': {
    kind: 'invalid',
    title: '题太多，一次导不出',
    detail: '符合条件的题超过 {limit} 道。请加上筛选条件，分几次导出。',
  },
});
