/** Login names compare without regard to width and case: «Ａｄｍｉｎ» is «admin». */
export function normaliseLogin(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/**
 * Why a normalised text cannot be a login name, in zh-CN; null when it can. A phone or ID number is refused: those are stored
 * encrypted only (contract 18). Whoever has a phone on the roster signs in with it anyway.
 */
export function loginFault(login: string): string | null {
  if (!/^[\p{L}\p{N}._@-]{3,64}$/u.test(login)) return '登录名用 3 到 64 个字母、数字、汉字，或 . _ - @';
  if (/^(86)?1[3-9]\d{9}$|^0[1-9]\d{8,10}$/.test(login) || /^\d{17}[\dx]$/.test(login))
    return '登录名不要用手机号或证件号码；花名册里有手机号的人可以直接用手机号登录';
  return null;
}
