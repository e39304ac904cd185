import type { Face } from './fonts.js';

/** Positions and sizes are points (1/72 inch) from the top left corner of the page; colours `#RRGGBB`. */
export type DrawOperation = TextOperation | PathOperation | RectangleOperation | LinkOperation | ImageOperation;

export interface TextOperation {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly face: Face;
  /** Index in the face's chain of fonts: 0 is the design's own font. */
  readonly font: number;
  readonly size: number;
  readonly color: string;
  /** Added after each character. */
  readonly spacing: number;
}

export interface PathOperation {
  readonly kind: 'path';
  /** SVG path data in its own units, moved to (x, y) and scaled. */
  readonly data: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly fill?: string;
  readonly stroke?: string;
  /** In the path's own units; ends and joins are round. */
  readonly strokeWidth?: number;
  readonly dash?: readonly [number, number];
}

export interface RectangleOperation {
  readonly kind: 'rectangle';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly lineWidth?: number;
}

export interface LinkOperation {
  readonly kind: 'link';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly url: string;
}

/** A picture, drawn as large as the box. */
export interface ImageOperation {
  readonly kind: 'image';
  /** PNG or JPEG. */
  readonly bytes: Uint8Array;
  /** Pictures of one name are the same, and stand in the file once. */
  readonly name?: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One page of a printed document; sizes in points. */
export interface PageLayout {
  readonly width: number;
  readonly height: number;
  readonly operations: readonly DrawOperation[];
}

export interface CertificateLayout {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly operations: readonly DrawOperation[];
}
