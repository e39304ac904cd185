import { Injectable } from '@nestjs/common';
import sharp, { type Metadata } from 'sharp';
import type { Ctx } from '../../../platform/http/context.js';
import { ReadFile } from '../../files/index.js';
import type { PrintedPicture, PrintedQuestion } from './printed-document.js';

interface ShownPicture {
  /** Where it lies: /api/v1/files/{id}. */
  readonly url: string;
  readonly alt: string;
}

/** A question as it is shown on a screen. */
export interface QuestionToPrint extends Omit<PrintedQuestion, 'options' | 'picture' | 'solution'> {
  readonly options: readonly { readonly id: string; readonly text: string; readonly picture?: ShownPicture }[];
  readonly picture?: ShownPicture;
}

/** Longest side in pixels: 80 mm at 250 dots per inch. */
const PRINTED_SIDE = 800;
const ID = /([0-9a-f-]{36})$/;

/** Questions as shown on a screen, made ready for the press: their pictures are read, each once. */
@Injectable()
export class PrintPictures {
  constructor(private readonly files: ReadFile) {}

  /** `pictures`: those that have been read before, to which the others are added. */
  async questions(
    ctx: Ctx,
    papers: readonly (readonly QuestionToPrint[])[],
    pictures = new Map<string, PrintedPicture>(),
  ): Promise<PrintedQuestion[][]> {
    for (const shown of papers.flat().flatMap((slot) => [slot.picture, ...slot.options.map(({ picture }) => picture)]))
      if (shown && !pictures.has(shown.url)) pictures.set(shown.url, await this.read(ctx, shown));
    const of = (shown: ShownPicture | undefined): { picture?: PrintedPicture } => {
      const picture = shown && pictures.get(shown.url);
      return picture ? { picture: { ...picture, alt: shown.alt } } : {};
    };
    return papers.map((slots) =>
      slots.map(({ slot, type, stem, options, points, picture }) => ({
        slot,
        type,
        stem,
        options: options.map((option) => ({ id: option.id, text: option.text, ...of(option.picture) })),
        points,
        ...of(picture),
      })),
    );
  }

  /** As fine as a printer sets it. How large it is on the paper goes by what it measures itself: what is stored may not be known. */
  private async read(ctx: Ctx, { url, alt }: ShownPicture): Promise<PrintedPicture> {
    const { bytes } = await this.files.execute(ctx, ID.exec(url)?.[1] ?? '');
    const picture = sharp(bytes);
    const metadata = await picture.metadata();
    const { format, autoOrient } = metadata;
    const known = { name: url, alt, width: autoOrient.width, height: autoOrient.height };
    if (isPrintable(metadata))
      return { ...known, type: format === 'jpeg' ? 'jpg' : 'png', bytes: new Uint8Array(bytes) };
    const flat = picture
      .autoOrient()
      .resize({ width: PRINTED_SIDE, height: PRINTED_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' });
    const type = format === 'jpeg' ? 'jpg' : 'png';
    const data = await (type === 'jpg' ? flat.jpeg({ quality: 85 }) : flat.png()).toBuffer();
    return { ...known, type, bytes: new Uint8Array(data) };
  }
}

/** As it lies in the bank: then a document that is imported again brings no new picture. */
function isPrintable({
  format,
  width,
  height,
  orientation = 1,
  hasAlpha,
  depth,
  space,
  isProgressive,
}: Metadata): boolean {
  const isPlain = orientation === 1 && !hasAlpha && depth === 'uchar' && space === 'srgb' && !isProgressive;
  return isPlain && (format === 'png' || format === 'jpeg') && Math.max(width, height) <= PRINTED_SIDE;
}
