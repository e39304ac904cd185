import { trimEndOf } from './normalise.js';

// Options that speak about other options. Moving them, or what they speak about, would change the question.
const ABOVE = /^(?:以上|上述|前面|上面)(?:的)?(?:选项|答案|说法|情况|内容|各项|几项|全部|三项|都|均|全|皆|两者|二者)/;
const ALL_OR_NONE =
  /^(?:(?:全部|全|都|均|皆)(?:都|均)?(?:是|对|不是|不对|正确|错误|不正确|选)(?:的)?|(?:都|均|全)?没有正确(?:答案|选项)|其他(?:选项)?(?:都|均)?不(?:对|正确|是))$/;
const LETTER = '(?:选项)?[A-Ha-h](?:项|选项)?';
const LETTERS = new RegExp(
  `^${LETTER}(?:\\s*(?:[、,，和与及或+＋&]|以及)\\s*${LETTER}|(?<=[A-H])[A-H])*\\s*(?:两者|二者|三者|两项|三项)?(?:都|均|全|皆|同时)?(?:是|对|不是|不对|正确|错误|不正确|可以|可|不可以|包括|选)?$`,
);
const ORDINALS = /^(?:前|后)[一二两三四五六2-6](?:项|者|个|种)/;

function plain(text: string): string {
  // «A.、B.、C.» is written as often as «A、B、C».
  const bare = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(?<=[A-H])\./gi, '');
  return trimEndOf(bare, '。.;!');
}

/** True when an option names other options by letter or count («A和B都对», «前两项都是»), not just «above». */
export function refersToPositions(text: string): boolean {
  const bare = plain(text);
  if (ORDINALS.test(bare)) return true;
  if (!LETTERS.test(bare)) return false;
  // A lone letter («A», «B类») names a thing, not an option; so do letters out of order («AED»).
  const named = (bare.toUpperCase().match(/[A-H]/g) ?? []).join('');
  return named.length >= 2 && named === [...new Set(named)].sort().join('');
}

/**
 * True for options that keep their place when options are shuffled (law A05, EXM-3): 以上都是, 以上都不是, 全部正确,
 * A和B都对, 前三项 …
 */
export function isPinnedOption(text: string): boolean {
  const bare = plain(text);
  return ABOVE.test(bare) || ALL_OR_NONE.test(bare) || refersToPositions(text);
}
