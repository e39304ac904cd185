/** A verification code as typed or pasted: a whole address is reduced to its code, spaces are dropped. */
export function tidyCode(typed: string): string {
  const text = typed.trim();
  const fromAddress = /\/verify\/([^/?#\s]+)/.exec(text)?.[1];
  return (fromAddress ? decodeURIComponent(fromAddress) : text).replace(/\s/g, '');
}
