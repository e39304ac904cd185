import { fromMarkdown } from 'mdast-util-from-markdown';
import type { FieldError } from '../../platform/errors/domain-error.js';

export interface MarkdownFacts {
  /** Ids of the pictures that the text shows. */
  readonly pictureIds: readonly string[];
  /** Without pointers: the caller knows where the text stands. */
  readonly problems: readonly Omit<FieldError, 'pointer'>[];
}

const PICTURE = /^\/api\/v1\/files\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
// Parsing grows with the square of these in a text made for it; a real section has a few dozen (law A25).
const MARKS = /[[\]<>\\`&\n]/g;
const MOST_MARKS = 3000;
// Emphasis cannot change where a link leads, and is the slowest part of all.
const WITHOUT_EMPHASIS = { extensions: [{ disable: { null: ['attention'] } }] };
const SAFE_SCHEMES = ['http', 'https', 'mailto', 'tel'];

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/**
 * Looks at a text with the same parser that the pages render it with, so that what is refused is what would be a link.
 * Raw HTML is stored as written and shown as text by the pages, never as HTML.
 */
export function inspectMarkdown(body: string): MarkdownFacts {
  if ((body.match(MARKS)?.length ?? 0) > MOST_MARKS) {
    return { pictureIds: [], problems: [{ code: 'text-too-complex', message: '这一节行数和符号太多，请拆成几节' }] };
  }
  const pictureIds = new Set<string>();
  const problems: Omit<FieldError, 'pointer'>[] = [];
  const waiting: Node[] = [fromMarkdown(body, WITHOUT_EMPHASIS) as Node];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.children) waiting.push(...node.children);
    const url = node.url ?? '';
    if (node.type === 'image') {
      const id = PICTURE.exec(url)?.[1];
      if (id) pictureIds.add(id.toLowerCase());
      else
        problems.push({
          code: 'picture-address',
          params: { url: shortened(url) },
          message: '图片要先上传到本平台，不能引用别处的图片',
        });
    } else if (node.type === 'imageReference') {
      problems.push({ code: 'picture-address', message: '图片请写成 ![说明](地址)，不能用引用写法' });
    } else if ((node.type === 'link' || node.type === 'definition') && !isSafeLink(url)) {
      problems.push({
        code: 'link-scheme',
        params: { url: shortened(url) },
        message: `链接「${shortened(url)}」不能用，只能用网址、邮箱或电话`,
      });
    }
  }
  return { pictureIds: [...pictureIds], problems };
}

/** Relative, or by a scheme that runs nothing. Browsers ignore control characters and blanks in a scheme, so do we. */
function isSafeLink(url: string): boolean {
  const plain = url.replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  const scheme = /^([^/?#]*?):/.exec(plain)?.[1];
  if (scheme === undefined) return !plain.startsWith('//') && !plain.startsWith('\\');
  return SAFE_SCHEMES.includes(scheme.toLowerCase());
}

function shortened(url: string): string {
  return url.length > 60 ? `${url.slice(0, 60)}…` : url;
}
