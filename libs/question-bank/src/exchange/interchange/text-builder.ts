import type { FoundPicture } from '../picture-intake.js';

/** What a plain text cannot hold of a formatted one; `markdown`: its signs stayed in the text. */
export type Lost = 'image' | 'media' | 'table' | 'formula' | 'link' | 'markdown';

/** zh-CN names of what was lost, for doubts. */
export const LOST_NAMES: Readonly<Record<Exclude<Lost, 'markdown'>, string>> = {
  image: '图片',
  media: '音频或视频',
  table: '表格的框线',
  formula: '公式的排版',
  link: '链接的地址',
};

/** Stands where a picture without a description was. */
export const NAMELESS_IMAGE = '［图］';

/** A text as people will read it, and what it lost on the way. */
export interface PlainText {
  readonly text: string;
  readonly lost: ReadonlySet<Lost>;
  /** Pictures that go beside the text; absent where nobody takes them, and then they are `lost`. */
  readonly pictures?: readonly FoundPicture[];
}

/** The picture that an element with this reference and these words shows. */
export type PictureOf = (source: string, alt: string) => FoundPicture;

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul ' +
    // of QTI
    'choiceinteraction contentbody feedbackblock itembody prompt rubricblock stimulusbody'
  ).split(' '),
);
const SILENT = new Set(['head', 'script', 'style', 'template', 'title', 'annotation', 'annotation-xml']);
const MEDIA = new Set(['audio', 'video', 'object', 'embed', 'iframe', 'applet', 'svg', 'canvas']);
const BLANKS = /[ \t\n\r\f]+/;
/** More line breaks in a row than any text may be long would only cost memory. */
const MOST_BREAKS = 4_000;

const RAISED = new Map([...'0123456789+-=()n'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][at] ?? sign]));
const LOWERED = new Map([...'0123456789+-=()'].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at] ?? sign]));

interface Opened {
  readonly name: string;
  readonly preserved: boolean;
  /** Number of pieces when a raised or lowered part began. */
  readonly from: number;
}

/**
 * Turns elements and text, as a parser of HTML or of XML reports them, into plain text: blanks folded as a browser folds
 * them, a line for each block, `<pre>` and `white-space: pre` kept as written. Superscripts and subscripts become
 * Unicode's own (10³ is not 103), or `^(…)` and `_(…)` where it has none. Elements unknown here give their text.
 */
export class TextBuilder {
  /** Pieces, because looking into a string that grows word by word would copy it every time. */
  readonly #pieces: string[] = [];
  #space = false;
  #breaks = 0;
  #silent = 0;
  #preserved = 0;
  readonly #open: Opened[] = [];
  /** Numbers of the items of the lists around; -1 for lists without numbers. */
  readonly #lists: number[] = [];
  readonly #lost = new Set<Lost>();
  readonly #pictures: FoundPicture[] = [];
  #cells = 0;

  /** @param pictureOf keeps pictures; without it their words stand in the text, and they are lost */
  constructor(private readonly pictureOf?: PictureOf) {}

  /** How many elements are open. */
  get depth(): number {
    return this.#open.length;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const name = tag.toLowerCase();
    const preserved = name === 'pre' || /white-space:\s{0,9}(?:pre|break-spaces)/i.test(attributes['style'] ?? '');
    const raised = name === 'sup' || name === 'sub';
    if (BLOCKS.has(name)) this.#breakLine();
    if (raised) this.#flush();
    this.#open.push({ name, preserved, from: this.#pieces.length });
    if (preserved) this.#preserved += 1;
    if (SILENT.has(name)) this.#silent += 1;
    if (this.#silent === 0) this.#start(name, attributes);
  }

  #start(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'br') this.#breaks = Math.min(this.#breaks + 1, MOST_BREAKS);
    else if (name === 'img') this.#image(attributes['src'] ?? '', attributes['alt'] ?? '');
    else if (name === 'ol' || name === 'ul') this.#lists.push(name === 'ol' ? 0 : -1);
    else if (name === 'li') this.#item();
    else if (name === 'table') this.#lost.add('table');
    else if (name === 'tr') this.#cells = 0;
    else if (name === 'td' || name === 'th') this.#cell();
    else if (name === 'math') this.#lost.add('formula');
    else if (name === 'a' && /^https?:/i.test(attributes['href'] ?? '')) this.#lost.add('link');
    else if (MEDIA.has(name)) this.#medium(name, attributes);
  }

  text(text: string): void {
    if (this.#silent > 0 || text === '') return;
    if (this.#preserved > 0) {
      this.#flush();
      this.#pieces.push(text);
      return;
    }
    text.split(BLANKS).forEach((word, index) => {
      if (index > 0) this.#space = true;
      if (word === '') return;
      this.#flush();
      this.#pieces.push(word);
    });
  }

  close(tag: string): void {
    const name = tag.toLowerCase();
    const opened = this.#open.pop();
    if (opened?.preserved) this.#preserved -= 1;
    if (SILENT.has(name)) this.#silent -= 1;
    if (name === 'ol' || name === 'ul') this.#lists.pop();
    if (opened !== undefined && (name === 'sup' || name === 'sub')) this.#shift(opened);
    if (BLOCKS.has(name)) this.#breakLine();
  }

  finish(): PlainText {
    const text = { text: this.#pieces.join(''), lost: this.#lost };
    return this.pictureOf ? { ...text, pictures: this.#pictures } : text;
  }

  #breakLine(): void {
    this.#breaks = Math.max(this.#breaks, 1);
  }

  /** Writes the breaks or the blank that were waiting for something to follow. */
  #flush(): void {
    if (this.#pieces.length > 0) {
      if (this.#breaks > 0) this.#pieces.push('\n'.repeat(this.#breaks));
      else if (this.#space && this.#pieces.at(-1)?.endsWith('\n') !== true) this.#pieces.push(' ');
    }
    this.#breaks = 0;
    this.#space = false;
  }

  #medium(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!isPicture(attributes)) this.#lost.add('media');
    else if (this.pictureOf && name === 'object') this.#image(attributes['data'] ?? '', '');
    else this.#lost.add('image');
  }

  #image(source: string, alt: string): void {
    if (this.pictureOf) {
      this.#pictures.push(this.pictureOf(source, alt));
      return;
    }
    this.#lost.add('image');
    this.#flush();
    const words = alt.trim().replace(/\s+/g, ' ').slice(0, 100);
    this.#pieces.push(words === '' ? NAMELESS_IMAGE : `［图：${words}］`);
  }

  #item(): void {
    const last = this.#lists.length - 1;
    const number = this.#lists[last];
    if (number === undefined) return;
    if (number >= 0) this.#lists[last] = number + 1;
    this.#flush();
    this.#pieces.push(number >= 0 ? `${number + 1}. ` : '- ');
  }

  #cell(): void {
    if (this.#cells > 0) {
      this.#flush();
      this.#pieces.push(' | ');
    }
    this.#cells += 1;
  }

  #shift({ name, from }: Opened): void {
    const signs = name === 'sup' ? RAISED : LOWERED;
    const inner = this.#pieces.splice(from).join('');
    if (inner === '') return;
    const known = [...inner].every((sign) => signs.has(sign));
    const mark = name === 'sup' ? '^' : '_';
    this.#pieces.push(known ? [...inner].map((sign) => signs.get(sign)).join('') : `${mark}(${inner})`);
  }
}

function isPicture(attributes: Readonly<Record<string, string>>): boolean {
  return (
    /^image\//i.test(attributes['type'] ?? '') || /\.(?:png|jpe?g|gif|svg|webp|bmp)$/i.test(attributes['data'] ?? '')
  );
}
