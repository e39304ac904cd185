import { COMMON_PASSWORDS } from './common-passwords.js';

export type PasswordProfile = 'asvs' | 'dengbao3';

/** What a password must not be made of: what others know about the person. */
export interface PasswordOwner {
  readonly login: string;
  readonly name: string | null;
  readonly phone: string | null;
  /** The last six characters of the ID-document number. */
  readonly idTail: string | null;
  readonly organisationName: string | null;
}

export interface PasswordFault {
  readonly code:
    'too-short' | 'too-long' | 'control-character' | 'common' | 'repetitive' | 'personal' | 'too-few-classes';
  /** zh-CN */
  readonly message: string;
}

/** ASVS 5 6.2.9: at least 64 must be possible. The limit only keeps somebody from hashing megabytes. */
export const LONGEST = 256;
const SHORTEST: Readonly<Record<PasswordProfile, number>> = { asvs: 15, dengbao3: 8 };
const CLASSES_OF_DENGBAO3 = 3;
const DENGBAO3_DAYS = 90;

/** The form in which passwords are checked and hashed: NFC and nothing else; no trimming, no cutting (law A27). */
export function canonicalPassword(password: string): string {
  return password.normalize('NFC');
}

/**
 * Every reason why a password is refused; empty when it is good.
 * asvs: OWASP ASVS 5 6.2 and NIST SP 800-63B-4: length and a list of bad ones, no composition, no periodic change.
 * dengbao3: GB/T 22239-2019 8.1.4.1: complexity (three classes of characters) and a change every 90 days.
 */
export function passwordFaults(profile: PasswordProfile, password: string, owner: PasswordOwner): PasswordFault[] {
  const text = canonicalPassword(password);
  const length = [...text].length;
  const faults: PasswordFault[] = [];
  if (length < SHORTEST[profile]) {
    const how = profile === 'asvs' ? '可以用一句自己记得住的话' : '';
    faults.push({
      code: 'too-short',
      message: `至少 ${SHORTEST[profile]} 个字符，还差 ${SHORTEST[profile] - length} 个${how ? `，${how}` : ''}`,
    });
  }
  if (length > LONGEST) faults.push({ code: 'too-long', message: `最多 ${LONGEST} 个字符` });
  if (/\p{Cc}/u.test(text)) faults.push({ code: 'control-character', message: '不能有换行、制表符这类看不见的字符' });
  const folded = fold(text);
  if (isCommon(folded)) faults.push({ code: 'common', message: '这个密码太常见，别人一猜就中' });
  if (isRepetitive(folded)) faults.push({ code: 'repetitive', message: '重复或连续的字符太多' });
  const personal = personalPart(folded, owner);
  if (personal) faults.push({ code: 'personal', message: `不能用${personal}做密码` });
  if (profile === 'dengbao3' && classesOf(text) < CLASSES_OF_DENGBAO3) {
    faults.push({ code: 'too-few-classes', message: '大写字母、小写字母、数字、符号，至少要有三种' });
  }
  return faults;
}

/** GB/T 22239 wants a periodic change; ASVS 6.2.10 forbids it. */
export function passwordExpired(profile: PasswordProfile, changedAt: Date, now: Date): boolean {
  return profile === 'dengbao3' && now.getTime() - changedAt.getTime() >= DENGBAO3_DAYS * 86_400_000;
}

/** Compared without regard to width, case and separators: «P-a-s-s word» is «password». */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._\-+*/\\|,;:'"!！。，、·@#~]+/gu, '');
}

/** A common password, alone, repeated, or with a few characters around it that a guesser tries first. */
function isCommon(folded: string): boolean {
  if (COMMON_PASSWORDS.has(folded)) return true;
  const core = folded.replace(/^\d{1,4}/, '').replace(/\d{1,8}$/, '');
  if (core.length >= 4 && core.length >= folded.length - 8 && COMMON_PASSWORDS.has(core)) return true;
  return pieces(folded) <= 3;
}

/** How many common passwords in a row make up the text; Infinity when something else is in it. */
function pieces(text: string): number {
  const least = Array<number>(text.length + 1).fill(Number.POSITIVE_INFINITY);
  least[0] = 0;
  for (let end = 1; end <= text.length; end += 1) {
    for (let start = Math.max(0, end - 24); start < end; start += 1) {
      const before = least[start] ?? Number.POSITIVE_INFINITY;
      if (before < (least[end] ?? 0) && COMMON_PASSWORDS.has(text.slice(start, end))) least[end] = before + 1;
    }
  }
  return least[text.length] ?? Number.POSITIVE_INFINITY;
}

/** Few different characters, one short block again and again, or a straight run such as 12345678 or abcdefgh over most of it. */
function isRepetitive(folded: string): boolean {
  const characters = [...folded];
  if (characters.length === 0) return true;
  if (new Set(characters).size < 4) return true;
  if (/^(.{1,12}?)\1+$/u.test(folded)) return true;
  let steps = 0;
  for (let index = 1; index < characters.length; index += 1) {
    const step = (characters[index]?.codePointAt(0) ?? 0) - (characters[index - 1]?.codePointAt(0) ?? 0);
    if (Math.abs(step) <= 1) steps += 1;
  }
  return steps >= (characters.length - 1) * 0.8;
}

/** Without what others know about the owner fewer than eight characters remain: names what it is, in zh-CN. */
function personalPart(folded: string, owner: PasswordOwner): string | null {
  const found = new Set<string>();
  let rest = folded;
  for (const { title, text } of personalParts(owner)) {
    if (!rest.includes(text)) continue;
    found.add(title);
    rest = rest.replaceAll(text, '');
  }
  return found.size > 0 && [...rest].length < 8 ? [...found].join('、') : null;
}

/** The longest first, so that a part of another part is not left over. */
function personalParts(owner: PasswordOwner): { title: string; text: string }[] {
  const parts: [title: string, text: string | null | undefined, shortest: number][] = [
    ['登录名', owner.login, 3],
    ['姓名', owner.name, 2],
    ['手机号', owner.phone, 6],
    ['手机号', owner.phone?.slice(-8), 8],
    ['手机号', owner.phone?.slice(-6), 6],
    ['手机号', owner.phone?.slice(-4), 4],
    ['证件号码后几位', owner.idTail, 4],
    ['证件号码后几位', owner.idTail?.slice(-4), 4],
    ['单位名称', owner.organisationName, 2],
    ['单位名称', owner.organisationName?.replace(/(有限责任公司|股份有限公司|有限公司|集团|公司)$/u, ''), 2],
  ];
  return parts
    .map(([title, text, shortest]) => ({ title, text: fold(text ?? ''), shortest }))
    .filter(({ text, shortest }) => [...text].length >= shortest)
    .sort((a, b) => b.text.length - a.text.length);
}

function classesOf(text: string): number {
  const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{L}\p{N}]|\p{Lo}/u];
  return classes.filter((one) => one.test(text)).length;
}
