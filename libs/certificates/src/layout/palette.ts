/** Colours of the design's tokens that the printed page uses. */
export const COLOR = {
  azure900: '#0A2631',
  azure700: '#114558',
  azure300: '#82AEBB',
  azureWash: '#F4F8F9',
  /** azure-700 at about 4 % on white, as a flat colour: no transparency to trip a printer. */
  watermark: '#F6F9FA',
  ink: '#1B2422',
  ink2: '#48534F',
  ink3: '#636C68',
  lamp: '#F2B13C',
  seal: '#C9857C',
  sealText: '#B4685E',
  qr: '#14201D',
  white: '#FFFFFF',
} as const;

/** The mark of 知安 in a box of 48 units: lamp, roof and tick. */
export const MARK = {
  box: 48,
  lamp: 'M24 2.8a4.1 4.1 0 1 1 0 8.2a4.1 4.1 0 1 1 0-8.2z',
  roof: 'M5.6 27v-2.6c0-5.3 3.7-8.6 9-8.6h18.8c5.3 0 9 3.3 9 8.6V27M14.2 33.4l7.7 8.2 13-15.4',
  strokeWidth: 4.9,
} as const;

/** Millimetres to points. */
export const mm = (value: number): number => (value * 72) / 25.4;
/** The design's pixels (96 to the inch) to points. */
export const px = (value: number): number => value * 0.75;
