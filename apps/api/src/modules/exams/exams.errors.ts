import { defineErrors } from '../../platform/errors/domain-error.js';

export const examErrors = defineErrors('exams', {
  'blueprint-shortage': { kind: 'invalid', title: '题库里的题不够', detail: '{first} 补题或改组卷规则后再发布。' },
  'blueprint-empty': { kind: 'invalid', title: '还没有组卷规则', detail: '至少加一行：题型、题数、每题分值。' },
  'pass-line-above-total': {
    kind: 'invalid',
    title: '合格线高过满分',
    detail: '满分 {total} 分，合格线 {pass} 分，请改小合格线。',
  },
  'session-not-draft': {
    kind: 'conflict',
    title: '考试已发布',
    detail: '发布后不能再改，需要时取消这场考试，再复制一场。',
  },
  'session-not-published': { kind: 'conflict', title: '考试没有发布', detail: '这场考试还没有发布，或者已经取消。' },
  'session-window-missing': { kind: 'invalid', title: '没有填考试时间', detail: '正式考试要填开始和截止时间。' },
  'session-window-past': { kind: 'invalid', title: '截止时间已过', detail: '截止时间在现在之前，请改晚一些。' },
  'entries-empty': { kind: 'invalid', title: '没有应考人员', detail: '请选单位、岗位或人员。' },
  'entry-out-of-scope': {
    kind: 'invalid',
    title: '应考范围不对',
    detail: '有 {count} 项不在你的管理范围内，或者已经不存在。',
  },
  'may-not-start': { kind: 'conflict', title: '还不能考', detail: '还不能考：{because}' },
  'attempt-closed': {
    kind: 'conflict',
    title: '考试时间已到',
    detail: '这份答卷已经结束，后到的答案没有算进去。前面保存的都在。',
  },
  'access-code-wrong': {
    kind: 'invalid',
    title: '考场口令不对',
    detail: '口令不对，看一下考场里公布的口令再试一次，或者问监考人员。',
  },
  'attempt-on-other-device': {
    kind: 'conflict',
    title: '正在另一部手机上答',
    detail: '这份答卷正在另一部手机上答。在这里继续，那边就只能看；前面保存的都在。',
  },
  'session-paused': {
    kind: 'conflict',
    title: '考试暂停',
    detail: '考试暂停，时间已停住。答案都在，恢复后会接着存。',
  },
  'attempt-open': { kind: 'conflict', title: '还没有交卷', detail: '交卷后才能看成绩。' },
  'answers-invalid': {
    kind: 'invalid',
    title: '答案对不上题目',
    detail: '有 {count} 题的答案对不上题目，这次的都没有保存。',
  },
});
