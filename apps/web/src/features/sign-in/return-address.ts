/** Where to go after sign-in: only addresses of this application, never another site or sign-in itself. */
export function safeReturn(from: string | null): string | null {
  if (!from || !from.startsWith('/') || from.startsWith('//') || from.includes('\\')) return null;
  return from.startsWith('/sign-in') ? null : from;
}

/** Phone numbers are typed with spaces; account names have none at the ends. */
export function tidyAccount(typed: string): string {
  const text = typed.trim();
  return /^[\d\s-]+$/.test(text) ? text.replace(/[\s-]/g, '') : text;
}
