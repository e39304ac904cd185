import { Parser } from 'htmlparser2';
import { trimEndOf } from '../../model/normalise.js';
import { TextBuilder } from './text-builder.js';
import type { Lost, PictureOf, PlainText } from './text-builder.js';

/** How Moodle and GIFT mark a text; `moodle` is «plain, but HTML if it looks like it». */
export type TextFormat = 'moodle' | 'html' | 'plain' | 'markdown';

/** Deeper than any page a person wrote; beyond it, the text is taken as written so far. */
const DEEPEST = 500;

const TAG_OR_ENTITY =
  /<\/?(?:p|br|b|i|u|em|strong|span|div|img|sub|sup|ul|ol|li|table|tr|td|th|a|h[1-6]|pre|code|font|hr|blockquote|math|svg|video|audio)(?:\s[^<>]*)?\/?>|&(?:nbsp|lt|gt|amp|quot|#\d{1,6}|#x[0-9a-f]{1,5});/i;
const MARKDOWN = /[*_`|]|^\s{0,3}(?:#|[-+]\s|\d{1,9}\.\s)|\]\(/m;

/** True when a browser would show the text otherwise than it is written. */
export function looksLikeHtml(text: string): boolean {
  return TAG_OR_ENTITY.test(text);
}

/** The plain text that a text of this format means. Markdown stays as written, which loses nothing but its looks. */
export function plainTextOf(text: string, format: TextFormat, pictureOf?: PictureOf): PlainText {
  if (format === 'html' || (format === 'moodle' && looksLikeHtml(text))) return htmlToText(text, pictureOf);
  const lost: Lost[] = format === 'markdown' && MARKDOWN.test(text) ? ['markdown'] : [];
  return { text: format === 'plain' ? text : trimBlanks(text), lost: new Set(lost) };
}

const BLANKS = ' \t\n\r\f';

/** Takes the blanks off that formats put around a text; full-width and unbreakable ones are the author's own. */
export function trimBlanks(text: string): string {
  let from = 0;
  while (from < text.length && BLANKS.includes(text[from] ?? '')) from += 1;
  return trimEndOf(text.slice(from), BLANKS);
}

class TooDeep extends Error {}

/**
 * HTML as plain text; see {@link TextBuilder}. Nothing of it is run, fetched or kept: scripts, styles and attributes go.
 *
 * @throws RangeError when elements are nested deeper than 500
 */
export function htmlToText(html: string, pictureOf?: PictureOf): PlainText {
  const builder = new TextBuilder(pictureOf);
  let justOpenedPre = false;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (builder.depth >= DEEPEST) throw new TooDeep();
      builder.open(name, attributes);
      justOpenedPre = name === 'pre';
    },
    ontext: (text) => {
      // HTML drops a line break right behind <pre>.
      builder.text(justOpenedPre && text.startsWith('\n') ? text.slice(1) : text);
      justOpenedPre = false;
    },
    onclosetag: (name) => builder.close(name),
  });
  try {
    parser.end(html);
  } catch (error) {
    if (error instanceof TooDeep) throw new RangeError('elements nested too deep', { cause: error });
    throw error;
  }
  return builder.finish();
}

/** `%20` and the like as signs; a text that is not percent-encoded stays as written. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Blanks that HTML and XML readers fold or drop: such a text must be marked to be kept as written. */
export function needsPreserving(text: string): boolean {
  return /^[ \t\n\r\f]|[ \t\n\r\f]$|[\t\r\f]| {2}| \n|\n /.test(text);
}

/** For text between tags and in quoted attributes, in HTML and in XML. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** For attributes of XML, where line ends and tabs would become blanks. */
export function escapeAttribute(text: string): string {
  return escapeMarkup(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** HTML that {@link htmlToText} reads back exactly. */
export function textToHtml(text: string): string {
  if (needsPreserving(text)) return `<span style="white-space:pre-wrap">${escapeMarkup(text)}</span>`;
  return `<p>${escapeMarkup(text).replaceAll('\n', '<br>')}</p>`;
}
