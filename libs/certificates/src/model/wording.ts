import type { CertificateFields } from './fields.js';

/** The last line of every certificate (rules 4.1, ui 11). */
export const NOTICE = '本证明记录安全培训与考核结果，不是特种作业操作证，不代替依法应当取得的资格证书。';

export type Emphasis = 'plain' | 'strong' | 'name';

/** A stretch of the certificate's sentence. `keep`: not broken over two lines; `glue`: not parted from what stands before. */
export interface Phrase {
  readonly text: string;
  readonly emphasis: Emphasis;
  readonly keep?: boolean;
  readonly glue?: boolean;
}

const plain = (text: string): Phrase => ({ text, emphasis: 'plain' });
const kept = (text: string): Phrase => ({ text, emphasis: 'plain', keep: true });
const strong = (text: string): Phrase => ({ text, emphasis: 'strong', keep: true });

/** 2000 → `20`, 8750 → `87.5`. */
export function formatHundredths(hundredths: number): string {
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(hundredths / 100)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `2026-11-02` → `2026年11月2日`. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The sentence that begins with 兹证明 (rules 4.1); parts whose field is empty are left out. */
export function sentenceOf(fields: CertificateFields): Phrase[] {
  const { holderIdMasked, organisation, post, programme } = fields;
  return [
    plain('兹证明 '),
    { text: fields.holderName, emphasis: 'name', keep: true },
    ...(holderIdMasked === '' ? [] : [plain('（身份证件 '), kept(holderIdMasked), plain('）')]),
    plain('，'),
    ...(organisation === '' && post === '' ? [] : [plain('系')]),
    ...(organisation === '' ? [] : [strong(organisation)]),
    ...(organisation === '' && post === '' ? [] : [plain(`${post}，`)]),
    plain('于'),
    ...period(fields),
    plain(`参加${programme}，`),
    ...hours('应修', fields.requiredHours),
    ...hours('实修', fields.completedHours),
    ...result(fields),
  ];
}

function period({ startOn, endOn }: CertificateFields): Phrase[] {
  if (startOn === null || startOn === endOn) return [kept(formatDate(endOn))];
  const sameYear = startOn.slice(0, 4) === endOn.slice(0, 4);
  const end = formatDate(endOn);
  return [kept(formatDate(startOn)), { ...plain('至'), glue: true }, kept(sameYear ? end.slice(5) : end)];
}

function hours(label: string, hundredths: number | null): Phrase[] {
  return hundredths === null ? [] : [plain(`${label} `), kept(`${formatHundredths(hundredths)} 学时`), plain('，')];
}

function result({ scoreHundredths }: CertificateFields): Phrase[] {
  if (scoreHundredths === null) return [plain('考核合格。')];
  const unit: Phrase = { text: ' 分', emphasis: 'plain', keep: true, glue: true };
  return [plain('考核成绩 '), strong(formatHundredths(scoreHundredths)), unit, plain('，成绩合格。')];
}

const orDash = (text: string) => (text.trim() === '' ? '—' : text);

/** Label and value of the six cells, two a row. An empty value prints as 「—」. */
export function tableOf(fields: CertificateFields): readonly (readonly [string, string, string, string])[] {
  return [
    ['培训项目', fields.programme, '考核方式', orDash(fields.assessment)],
    ['岗位工种', orDash(fields.post), '考核成绩', scoreCell(fields)],
    ['发证单位', fields.issuer, '有效期至', fields.validUntil === null ? '长期有效' : formatDate(fields.validUntil)],
  ];
}

function scoreCell({ scoreHundredths, passHundredths }: CertificateFields): string {
  const score = scoreHundredths === null ? '合格' : `${formatHundredths(scoreHundredths)} 分`;
  return passHundredths === null ? score : `${score}（合格线 ${formatHundredths(passHundredths)} 分）`;
}
