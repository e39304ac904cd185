import { defineErrors } from '../../platform/errors/domain-error.js';

export const coverageErrors = defineErrors('coverage', {
  'coverage-node-ambiguous': {
    kind: 'invalid',
    title: '范围给了两个',
    detail: '区划和单位只能给一个，请去掉其中一个。',
  },
  'coverage-export-too-large': {
    kind: 'invalid',
    title: '一次导出太多',
    detail: '有 {count} 人，一次最多导出 {limit} 人。请进到下一级分开导出。',
  },
});
