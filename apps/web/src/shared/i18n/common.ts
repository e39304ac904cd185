import { catalogue } from './i18n.js';

/** Words that every page shares. */
export const { useText: useCommonText, text: commonText } = catalogue('common', {
  retry: '再试一次',
  details: '详情',
  requestId: '请求号 {{id}}',
  loading: '正在打开',
  back: '返回',
  close: '关闭',
  cancel: '取消',
  more: '再看一些',
  notFoundTitle: '没有这一页',
  notFoundBody: '地址可能写错了，或者这一页已经换了地方。',
  goHome: '回首页',
  offline: '没有网络，现在看到的是刚才打开的内容。',
  brokenTitle: '这一页没有打开',
  brokenBody: '刷新一下通常就好。已保存的内容都在。',
  refresh: '刷新',
  enlarge: '看大图',
  pictureLost: '图没有显示出来：{{alt}}',
  largeType: '大字',
  largeTypeHow: '字大一号，记在这台设备上',
});
