/** A field has a shape that cannot be signed or printed (bad date, fractional hundredths, lone surrogate, …). */
export class InvalidCertificateFieldsError extends Error {
  override readonly name = 'InvalidCertificateFieldsError';
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(`certificate field ${field}: ${reason}`);
  }
}

/** Characters that no font at hand can draw. Thrown before anything is issued: a certificate never prints an empty box. */
export class MissingGlyphsError extends Error {
  override readonly name = 'MissingGlyphsError';
  constructor(
    readonly field: string,
    readonly characters: readonly string[],
  ) {
    super(`certificate field ${field}: no glyph for ${characters.map(describe).join(', ')}`);
  }
}

/** The text is so long that it does not fit on one A4 page even at the smallest legible size. */
export class CertificateOverflowError extends Error {
  override readonly name = 'CertificateOverflowError';
}

function describe(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
