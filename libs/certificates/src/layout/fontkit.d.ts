/** The part of fontkit (which ships no types) that this library uses. */
declare module 'fontkit' {
  interface FontkitFont {
    readonly unitsPerEm: number;
    glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
  }
  export function create(bytes: Uint8Array): FontkitFont;
}
