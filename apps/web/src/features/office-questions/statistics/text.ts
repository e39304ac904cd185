import { catalogue } from '../../../shared/i18n/i18n.js';

export const { text: statisticsText } = catalogue('office-question-statistics', {
  none: '还没有人答过',
  'none.text': '有人考过、交了卷，这里就有答对率、区分度和各选项的选择情况。交卷后几分钟更新。',
  'purpose.formal': '第 {{n}} 版 · 正式考试',
  'purpose.self_test': '第 {{n}} 版 · 自测',
  few: '答过的人不到 5 个，看得出是谁答的，先不显示。',
  'separation.none': '分数拉不开，算不出',
  'separation.is': '{{value}}，{{word}}',
  'separation.note': '成绩靠前的 27% 与靠后的 27% 相比，答对率相差多少。',
  'time.none': '没有记录',
  exposure: '出现',
  'exposure.is': '{{exams}} 场考试，{{papers}} 份卷子里有 {{asked}} 份',
  corrected: '考后改过答案，按改后的算。',
  counted: '{{when}} 的数据，只含你看得到的考试；作废的题不算。',
});
