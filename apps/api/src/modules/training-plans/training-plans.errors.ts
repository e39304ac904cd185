import { defineErrors } from '../../platform/errors/domain-error.js';

export const trainingPlanErrors = defineErrors('training-plans', {
  'plan-target-out-of-scope': {
    kind: 'invalid',
    title: '参训范围不对',
    detail: '有 {count} 项不在你的管理范围内，或者已经不存在。',
  },
  'plan-exam-unfit': { kind: 'invalid', title: '这场考试不能用', detail: '{because}' },
  'plan-not-draft': {
    kind: 'conflict',
    title: '计划已经启用',
    detail: '启用后内容不能再改，已经有人按它参训。需要时结束这个计划，再新建一个。',
  },
  'plan-exam-not-published': {
    kind: 'conflict',
    title: '考试还没有发布',
    detail: '「{exam}」还没有发布，或者已经取消。先发布考试，再启用计划。',
  },
  'plan-not-active': { kind: 'conflict', title: '计划没有在进行', detail: '只有进行中的计划才能结束。' },
  'person-not-in-plan': {
    kind: 'invalid',
    title: '他不在参训范围内',
    detail: '这个人不在这个计划的参训范围内，不用登记免训。',
  },
  'already-excused': {
    kind: 'conflict',
    title: '已经登记过免训',
    detail: '他在这段时间已经登记了免训（{reason}），不用再登记。',
  },
  'excusal-ended': { kind: 'conflict', title: '免训已经结束', detail: '这条免训已经结束，不用再收回。' },
});
