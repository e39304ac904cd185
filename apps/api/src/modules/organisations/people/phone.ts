/** Digits only, without the country code of the mainland. */
export function normalisePhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-—–()]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
}

/** A mobile number of the mainland, or a fixed line with its area code. Takes the normalised text. */
export function isPhone(phone: string): boolean {
  return /^1[3-9]\d{9}$/.test(phone) || /^0[1-9]\d{8,10}$/.test(phone);
}

/** 139****0718; a fixed line keeps its area code and last two places. */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return `${phone.slice(0, 4)}****${phone.slice(-2)}`;
}
