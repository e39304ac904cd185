import { defineErrors } from '../../platform/errors/domain-error.js';

export const certificateErrors = defineErrors('certificates', {
  'certificate-revoked': { kind: 'conflict', title: '已经作废', detail: '这张证明 {on} 已经作废，不用再办。' },
  'certificate-issued-elsewhere': {
    kind: 'forbidden',
    title: '不是本单位发的',
    detail: '这张证明由「{issuer}」发，要作废请找发证单位。',
  },
  'certificate-damaged': {
    kind: 'conflict',
    title: '这张证明暂时不能下载',
    detail: '存档的内容和签名对不上，没有给出文件。请把编号 {number} 告诉平台管理人员核对。',
  },
});
