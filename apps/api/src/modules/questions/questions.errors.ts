import { defineErrors, errorCatalogue } from '../../platform/errors/domain-error.js';

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
  'question-import-interrupted': {
    kind: 'conflict',
    title: '没有读完',
    detail: '平台重启了，这份文件没有读完。请再传一次，什么也没导入。',
  },
  'question-import-gone': {
    kind: 'conflict',
    title: '这次导入已经结束',
    detail: '这次导入取消了，或放得太久，已经清掉。请再传一次，什么也没导入。',
  },
  'question-import-done': {
    kind: 'conflict',
    title: '已经入库了',
    detail: '这份文件已经入库，不能再改或取消。不要的题可以在题库里停用。',
  },
  'question-import-reading': {
    kind: 'conflict',
    title: '还在读',
    detail: '这份文件还在读，请等读完。不想等可以取消。',
  },
  'question-import-none-refused': {
    kind: 'conflict',
    title: '没有要改的行',
    detail: '这次导入没有退回来的表格行。文字和 Word 里没读懂的题，请按提示在原文里改。',
  },
  'question-import-rows-gone': {
    kind: 'conflict',
    title: '要改的行已经清掉',
    detail: '没有导入的行只留三天。把原来的文件再导一次就有，已经入库的题不会重复。',
  },
  'question-import-moved': {
    kind: 'conflict',
    title: '刚刚改过',
    detail: '这次导入刚有人改过或结束了。请刷新看一下，什么也没改。',
  },
  'import-too-alike': {
    kind: 'conflict',
    title: '相似的题太多',
    detail: '相似的题两两算起来超过 {limit} 对，记不下「都不是重复」。请选别的办法，或先分几份导。什么也没导入。',
  },
  'print-too-large': {
    kind: 'invalid',
    title: '题太多，一次印不了',
    detail: '选中的题超过 {limit} 道。请加上筛选条件，分几次印。',
  },
  'print-gone': {
    kind: 'conflict',
    title: '没有可印的题',
    detail: '选的题里有的已经不在这个题库，或者没有符合条件的题。请刷新题库再选。',
  },
  'export-too-large': {
    kind: 'invalid',
    title: '题太多，一次导不出',
    detail: '符合条件的题超过 {limit} 道。请加上筛选条件，分几次导出。',
  },
  'export-pictures-too-large': {
    kind: 'invalid',
    title: '图片太多，一次导不出',
    detail: '这些题的图片超过 {limit} MB。请加上筛选条件，分几次导出。',
  },
  'not-in-review': {
    kind: 'conflict',
    title: '这道题不在待审',
    detail: '这道题现在不等着审，可能别人刚审过。刷新看一下。',
  },
  'own-work': { kind: 'conflict', title: '自己写的题要别人来审', detail: '这一版是你写的，请另一位同事来审。' },
  'version-moved': {
    kind: 'conflict',
    title: '这道题刚改过',
    detail: '你看的时候，这道题出了新版本。看过新的一版再审。',
  },
  'reviews-waiting': {
    kind: 'conflict',
    title: '还有题等着审',
    detail: '还有 {count} 道题等着审。先审完或退回，再关掉审核。',
  },
  'change-count-moved': {
    kind: 'conflict',
    title: '选中的题变了',
    detail: '选的时候是 {expected} 道，现在是 {count} 道。再看一眼选中的题，什么也没改。',
  },
  'change-too-large': {
    kind: 'invalid',
    title: '一次改不了这么多',
    detail: '选中的题超过 {limit} 道。请加上筛选条件，分几次改。',
  },
  'knowledge-point-too-long': {
    kind: 'invalid',
    title: '知识点名称太长',
    detail: '搬过去以后，「{path}」下面有知识点超过 {limit} 个字。换一个短些的名称，什么也没改。',
  },
  'question-not-shared': {
    kind: 'conflict',
    title: '这道题就是本单位的',
    detail: '只有上级共享的题才用引用。这道题在本单位题库里，直接改就行。',
  },
  'question-not-in-use': {
    kind: 'conflict',
    title: '这道题现在没有在用',
    detail: '这道共享题停用了，或还没有审过，现在不能引用。',
  },
  'question-has-no-origin': {
    kind: 'conflict',
    title: '这道题不是引用来的',
    detail: '这道题没有来源题，不用比对。',
  },
  'duplicates-moved': {
    kind: 'conflict',
    title: '这组重复题刚变过',
    detail: '这组题已经有人处理过，或题有改动。刷新看一下，什么也没改。',
  },
});

/** The sentence of a refusal without parameters, where many are told at once. */
export function questionErrorText(code: keyof typeof questionErrors): string {
  return errorCatalogue().get(code)?.detail ?? '';
}
