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
  'session-is-paused': { kind: 'conflict', title: '考试已经暂停', detail: '这场考试已经暂停，不用再按一次。' },
  'session-not-paused': { kind: 'conflict', title: '考试没有暂停', detail: '这场考试没有暂停，时间正常在走。' },
  'session-not-running': { kind: 'conflict', title: '考试还没有开始', detail: '到了开考时间才能这样做。' },
  'session-is-over': { kind: 'conflict', title: '考试已结束', detail: '这场考试的时间已过，不能再改时间。' },
  'invigilates-rooms-only': {
    kind: 'forbidden',
    title: '只管自己的考场',
    detail: '你监考其中的考场，涉及全场的事请找组织考试的人员。',
  },
  'candidate-unknown': {
    kind: 'invalid',
    title: '名单里没有这个人',
    detail: '所选的人不在这场考试的名单里，或者不在你监考的考场，什么也没改。',
  },
  'nobody-to-extend': {
    kind: 'conflict',
    title: '没有人能加时',
    detail: '所选的人都已交卷，或者考试已截止，什么也没改。',
  },
  'extension-not-given': {
    kind: 'conflict',
    title: '没有可收回的时间',
    detail: '只能收回加过、还没用掉的时间，什么也没改。',
  },
  'nobody-to-submit': {
    kind: 'conflict',
    title: '没有正在答的卷',
    detail: '所选的人没有开考，或者都已交卷，什么也没改。',
  },
  'no-open-attempt': {
    kind: 'conflict',
    title: '没有正在答的卷',
    detail: '这个人没有开考，或者已交卷，不用重置设备。',
  },
  'invigilator-out-of-scope': {
    kind: 'invalid',
    title: '不能指定这位监考',
    detail: '有 {count} 个账号不在你的管理范围内，或者已停用。',
  },
  'rooms-missing': { kind: 'conflict', title: '还没有考场', detail: '先加考场，再排座。' },
  'rooms-too-small': {
    kind: 'invalid',
    title: '座位不够',
    detail: '应考 {people} 人，考场共 {places} 个座位，还差 {missing} 个。加考场或改座位数后再排。',
  },
  'seating-in-use': {
    kind: 'conflict',
    title: '已有人开考',
    detail: '已有人开始答题，不能整场重排。需要时一个人一个人地调。',
  },
  'conducts-own-exam': {
    kind: 'forbidden',
    title: '自己在考',
    detail: '你自己是这场考试的考生，不能给自己加时；答题期间也不能监考，请让别的监考人员来做。',
  },
  'bank-during-exam': {
    kind: 'forbidden',
    title: '考试中不能看题目',
    detail: '你有一场正式考试还没有交卷，交卷后才能打开题库，看别场考试的题目和答案。',
  },
  'room-unknown': { kind: 'invalid', title: '没有这个考场', detail: '这个考场已经不在了，或者不归你监考。' },
  'room-full': { kind: 'conflict', title: '考场坐满了', detail: '「{room}」只有 {places} 个座位。' },
  'seat-taken': { kind: 'conflict', title: '座位有人', detail: '「{room}」{seat} 号已有人，换一个座位号。' },
  'preview-own-exam': {
    kind: 'forbidden',
    title: '不能看自己要考的卷子',
    detail: '你在这场考试的名单里，考完之前不能看卷子、答案和每题情况。请让不参加这场考试的人来看。',
  },
  'paper-not-possible': {
    kind: 'conflict',
    title: '抽不出卷子',
    detail: '{because} 已经记进考场记录，请告诉监考人员或本单位安全管理人员，补题后再点一次开始。',
  },
  'attempt-on-paper': {
    kind: 'conflict',
    title: '用纸卷考',
    detail: '这场考试你用纸卷考，手机上不用再答。有疑问请找监考人员。',
  },
  'paper-own': { kind: 'forbidden', title: '不能录自己的卷', detail: '这是你自己的答卷，请让别人录入。' },
  'paper-void': { kind: 'conflict', title: '这份纸卷已作废', detail: '这个卷号已作废，请用重印的那份。' },
  'paper-done': { kind: 'conflict', title: '这份纸卷已录完', detail: '这份纸卷已经录完并交卷，不用再录。' },
  'paper-overdue': {
    kind: 'conflict',
    title: '录入期限已过',
    detail: '录入期限到 {due}，已经过了。请写明原因关闭这份纸卷。',
  },
  'paper-not-overdue': {
    kind: 'conflict',
    title: '还在录入期限内',
    detail: '录入期限到 {due}。期限内请录入；印坏的请作废重印。',
  },
  'paper-keyed-by-two': {
    kind: 'conflict',
    title: '已有两人在录',
    detail: '这份纸卷由{names}录入，不需要第三个人。',
  },
  'keying-finished': { kind: 'conflict', title: '你已经录完', detail: '你录的已经提交，要改请在核对时改。' },
  'keying-incomplete': {
    kind: 'invalid',
    title: '还有题没有录',
    detail: '第 {slots} 题还没有录。空着没答的题录“-”。',
  },
  'too-many-photos': {
    kind: 'conflict',
    title: '照片够多了',
    detail: '一份纸卷最多传 {limit} 张照片，已经传满。照片是凭据，传了不能删。',
  },
  'settles-own-keying': {
    kind: 'forbidden',
    title: '要由没录过的人核定',
    detail:
      '这份纸卷是{names}录的，录过的人不能核定。请让本场的另一位监考人员核定；人手不够，先到「考场和座位」里加一位监考人员。',
  },
  'paper-being-keyed': {
    kind: 'conflict',
    title: '这份卷有人答过',
    detail: '已经开始录入，或拍过答题卡，说明有人答过这份卷，不能取消。印坏了请作废重印；录完再算成绩。',
  },
  'paper-not-differing': {
    kind: 'conflict',
    title: '没有要核定的题',
    detail: '两个人都录完、结果不一样时才需要核定。',
  },
  'settlement-incomplete': {
    kind: 'invalid',
    title: '没有核定完',
    detail: '两人录得不一样的题都要核定，别的题不能改。请对着答题卡逐题选定。',
  },
  'no-papers': {
    kind: 'conflict',
    title: '还没有纸卷',
    detail: '这场考试还没有印纸卷。请先选人印卷，再合成一个文件。',
  },
  'too-many-papers': {
    kind: 'invalid',
    title: '纸卷太多',
    detail: '一个文件最多放 {limit} 份纸卷。请按考场或单位分几次做。',
  },
  'too-many-paper-jobs': {
    kind: 'conflict',
    title: '已有文件在做',
    detail: '这场考试已有 {limit} 个文件在做或在排队。等做完再要，或先取消不用的。',
  },
  'paper-job-over': {
    kind: 'conflict',
    title: '已经做完',
    detail: '这个文件已经做完或者取消，不用再取消。刷新页面看结果。',
  },
  'paper-job-no-file': {
    kind: 'conflict',
    title: '现在没有文件',
    detail: '这个文件还没做好，或者已经过了保存的 7 天。请等做好再下载，或重新合成。',
  },
  'nobody-to-print': { kind: 'conflict', title: '没有印出纸卷', detail: '所选的人都不能印：{because}' },
  'attempt-open': { kind: 'conflict', title: '还没有交卷', detail: '交卷后才能看成绩。' },
  'question-not-asked': {
    kind: 'invalid',
    title: '这场考试没有这道题',
    detail: '这场考试没有出过这道题，从「题目」里选一道再更正。',
  },
  'regrade-same-key': { kind: 'invalid', title: '答案没有变', detail: '选的答案和现在的一样，没有要更正的。' },
  'regrade-waiting': {
    kind: 'conflict',
    title: '已有人申请',
    detail: '这道题已有一份更正在等人批准，先批准、不同意或撤回那一份。',
  },
  'regrade-decided': { kind: 'conflict', title: '已经处理过', detail: '这份更正已经处理过，刷新页面看结果。' },
  'regrade-own-work': {
    kind: 'forbidden',
    title: '要由另一个人批准',
    detail: '更正要两个人办：你申请的，请另一位有权限的人来批准或不同意。',
  },
  'regrade-own-result': {
    kind: 'forbidden',
    title: '会影响你自己的成绩',
    detail: '你自己也考了这道题，更正会影响你的成绩。请没考这道题的人办；本单位没有这样的人，就请上级监管部门办。',
  },
  'regrade-beyond-you': {
    kind: 'forbidden',
    title: '要由上级批准',
    detail: '这份更正不只涉及你管辖范围内的考试，请能管到全部这些考试的上级来批准或不同意。',
  },
  'regrade-not-yours': {
    kind: 'forbidden',
    title: '不是你申请的',
    detail: '只有申请的人能撤回。不同意就选「不同意」。',
  },
  'results-too-large': {
    kind: 'invalid',
    title: '人数太多',
    detail: '一次最多导出 {limit} 人，请在「名单」里按状态分开导出。',
  },
  'regrade-running': {
    kind: 'conflict',
    title: '上一份更正还在算',
    detail: '这场考试的上一份更正正在重新算分，过几秒再批准。',
  },
  'integrity-own-exam': {
    kind: 'forbidden',
    title: '自己也考这场',
    detail: '你自己考了这场，或者还要考，这一页请让不参加这场考试的人来看。',
  },
  'answers-invalid': {
    kind: 'invalid',
    title: '答案对不上题目',
    detail: '有 {count} 题的答案对不上题目，这次的都没有保存。',
  },
});
