import { defineErrors } from '../../platform/errors/domain-error.js';

export const postsErrors = defineErrors('posts', {
  'post-name-taken': {
    kind: 'conflict',
    title: '岗位同名了',
    detail: '本单位已经有岗位「{name}」，请换个名字，或者直接用那一个。',
  },
  'post-still-held': {
    kind: 'conflict',
    title: '岗位上还有人',
    detail: '「{name}」还有 {count} 人在岗，先调走他们再停用。',
  },
  'post-held-by-dispatch': {
    kind: 'conflict',
    title: '岗位上有劳务派遣工',
    detail: '「{name}」上有 {count} 名劳务派遣人员。矿山企业地面危险岗位和井下严禁使用劳务派遣工，先调整他们再改。',
  },
});
