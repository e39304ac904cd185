import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import type { Ctx } from '../../../platform/http/context.js';
import { ReadFile } from '../../files/index.js';
import type { ShownPicture, ShownSlot } from '../attempts/shown-paper.js';
import type { PrintedPicture, PrintedQuestion } from './render/printed-document.js';

const ID = /([0-9a-f-]{36})$/;

/** Questions as shown on a screen, made ready for the press: their pictures are read, each once. */
@Injectable()
export class PrintPictures {
  constructor(private readonly files: ReadFile) {}

  async questions(ctx: Ctx, papers: readonly (readonly ShownSlot[])[]): Promise<PrintedQuestion[][]> {
    const pictures = new Map<string, PrintedPicture>();
    for (const shown of papers.flat().flatMap((slot) => [slot.picture, ...slot.options.map(({ picture }) => picture)]))
      if (shown && !pictures.has(shown.url)) pictures.set(shown.url, await this.read(ctx, shown));
    const of = (shown: ShownPicture | undefined): { picture?: PrintedPicture } => {
      const picture = shown && pictures.get(shown.url);
      return picture ? { picture } : {};
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

  /** The press takes PNG and JPEG. The measured size counts: what is stored may not be known. */
  private async read(ctx: Ctx, { url }: ShownPicture): Promise<PrintedPicture> {
    const { bytes } = await this.files.execute(ctx, ID.exec(url)?.[1] ?? '');
    const { data, info } = await sharp(bytes)
      .flatten({ background: '#ffffff' })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { bytes: new Uint8Array(data), width: info.width, height: info.height };
  }
}
