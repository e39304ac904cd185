import { defineErrors } from '../../platform/errors/domain-error.js';

export const identityErrors = defineErrors('identity', {
  'wrong-credentials': {
    kind: 'not-signed-in',
    title: '账号或密码不对',
    detail: '账号或密码不对，看清大小写再试一次。忘了密码，找本单位安全管理人员重置。',
  },
  'sign-in-throttled': {
    kind: 'too-many',
    title: '先等一等',
    detail: '密码试错了好几次，请 {seconds} 秒后再试。忘了密码，找本单位安全管理人员重置。',
  },
  'password-change-required': {
    kind: 'forbidden',
    title: '请先改密码',
    detail: '现在的密码是临时的，或者已经到期。改成自己的密码，就能接着用。',
  },
  'password-refused': { kind: 'invalid', title: '这个密码不能用', detail: '换一个密码：{reason}' },
  'current-password-wrong': { kind: 'invalid', title: '原密码不对', detail: '原密码不对，看清大小写再试一次。' },
  'login-taken': { kind: 'conflict', title: '登录名已有人用', detail: '登录名「{account}」已有人用，换一个。' },
  'person-has-account': {
    kind: 'conflict',
    title: '这个人已有账号',
    detail: '这个人已有账号，在账号列表里找到它再改。',
  },
  'last-administrator': {
    kind: 'conflict',
    title: '最后一位系统管理员',
    detail: '平台至少要有一位能登录的系统管理员。先给别人授予系统管理员，再改这一位。',
  },
  'grant-not-allowed': {
    kind: 'forbidden',
    title: '不能授予这个角色',
    detail: '只能授予不超过你自己权限的角色，而且在你的管理范围内。',
  },
  'grant-place-wrong': { kind: 'invalid', title: '角色的范围不对', detail: '{reason}' },
  'grant-exists': { kind: 'conflict', title: '已有这个角色', detail: '这个账号在同一范围内已有这个角色，什么也没改。' },
  'account-above': {
    kind: 'forbidden',
    title: '不能改这个账号',
    detail: '这个账号有你没有的权限，只能由权限更高的人来改。',
  },
  'own-account': {
    kind: 'conflict',
    title: '不能改自己的账号',
    detail: '停用、重置和改角色要由别的管理员来做，免得把自己关在门外。',
  },
  'kiosk-not-paired': {
    kind: 'not-found',
    title: '这台设备还没有配对',
    detail: '这台设备没有配对，或者已经停用。请安全管理人员在「共用设备」里给一个配对码。',
  },
  'pairing-code-wrong': {
    kind: 'invalid',
    title: '配对码不对',
    detail: '配对码不对，或者已经用过、过了十分钟。看清再输一次，还不行就在「共用设备」里换一个码。',
  },
  'kiosk-revoked': { kind: 'conflict', title: '设备已停用', detail: '这台设备已经停用。要再用，请重新登记。' },
  'kiosk-credentials-wrong': {
    kind: 'not-signed-in',
    title: '姓名或数字密码不对',
    detail: '姓名或数字密码不对，看清再试一次。没有数字密码，找本单位安全管理人员。',
  },
  'kiosk-name-shared': {
    kind: 'conflict',
    title: '有同名的人',
    detail: '这里有同名的人，请再填证件号或手机号的后四位。还分不开，就找本单位安全管理人员。',
  },
  'kiosk-throttled': {
    kind: 'too-many',
    title: '先等一等',
    detail: '数字密码试错了好几次，请 {seconds} 秒后再试。忘了密码，找本单位安全管理人员重发。',
  },
  'kiosk-badge-refused': {
    kind: 'not-signed-in',
    title: '这张登录牌不能用',
    detail: '这张登录牌已经换新、挂失，或者不是本单位的。请用姓名和数字密码登录，或者找本单位安全管理人员。',
  },
  'kiosk-pin-needed': {
    kind: 'invalid',
    title: '还要数字密码',
    detail: '这台设备扫了登录牌，还要输六位数字密码。',
  },
  'kiosk-pin-wrong': {
    kind: 'not-signed-in',
    title: '数字密码不对',
    detail: '数字密码不对，看清再试一次。忘了，或者还没有，找本单位安全管理人员。',
  },
  'nobody-to-issue': {
    kind: 'conflict',
    title: '没有要发的人',
    detail: '这个范围里有账号的人都已经有了，或者都还没有账号。要换新的，请在名单里勾选人。',
  },
  'too-many-at-once': {
    kind: 'invalid',
    title: '一次发得太多',
    detail: '有 {count} 人要发，一次最多 {limit} 人。请按车间、班组分开发。',
  },
  'pin-refused': { kind: 'invalid', title: '这个数字密码不能用', detail: '太好猜了，换六个没有规律的数字。' },
  'not-at-kiosk': {
    kind: 'forbidden',
    title: '共用设备上不能用',
    detail: '这项功能在共用设备上不开放，请用自己的手机或电脑登录。',
  },
  'batch-too-large': {
    kind: 'invalid',
    title: '一次开通太多',
    detail: '还有 {count} 人没有账号，一次最多开通 {limit} 人。请按车间、班组分开开通。',
  },
});
