import { parseSync } from '@swc/core';
import { analyse } from 'scslre';
import { sourceFiles } from './source-files.js';

/** A regular expression that stands in the source. */
export interface WrittenPattern {
  /** As it is written: `/a+/u`. */
  readonly text: string;
  readonly source: string;
  readonly flags: string;
  /** Where it stands; the first place, when it stands in several. */
  readonly path: string;
}

interface Node {
  readonly type?: string;
  readonly [member: string]: unknown;
}

function everyNode(value: unknown, visit: (node: Node) => void): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) visit(value as Node);
  for (const member of Object.values(value)) everyNode(member, visit);
}

/** Every regular expression literal of these folders, each once; `built` are the files that make some out of strings. */
export function writtenPatterns(folders: readonly string[]): { literals: WrittenPattern[]; built: string[] } {
  const literals = new Map<string, WrittenPattern>();
  const built = new Set<string>();
  for (const { path, text } of folders.flatMap((folder) => sourceFiles(folder))) {
    const syntax = { syntax: 'typescript', tsx: path.endsWith('x'), decorators: true } as const;
    everyNode(parseSync(text, syntax), (node) => {
      const callee = (node['callee'] as Node | undefined)?.['value'];
      if (callee === 'RegExp') built.add(path);
      if (node.type !== 'RegExpLiteral') return;
      const [source, flags] = [String(node['pattern']), String(node['flags'])];
      const written = `/${source}/${flags}`;
      if (!literals.has(written)) literals.set(written, { text: written, source, flags, path });
    });
  }
  return { literals: [...literals.values()], built: [...built] };
}

/**
 * What could make a pattern slow: characters that the analysis names (super-linear backtracking, or a search that begins
 * anew at every place), and the characters and words that the pattern itself is made of.
 */
export function weaknesses({ source, flags }: WrittenPattern): { named: string[]; own: string[] } {
  const { reports, parsed } = analyse({ source, flags });
  const own = new Set<string>();
  let word = '';
  everyWritten(parsed.pattern, (character) => {
    if (character !== null) own.add(character);
    word = character === null ? '' : word + character;
    if (word.length > 1) own.add(word);
  });
  return { named: reports.map(({ character }) => character.pick), own: [...own] };
}

/** The characters of a pattern in their order; null where something else comes between. The tree links back to its parents. */
function everyWritten(node: unknown, tell: (character: string | null) => void): void {
  const { type, value, alternatives, elements, element, min } = node as {
    type: string;
    value?: number;
    alternatives?: unknown[];
    elements?: unknown[];
    element?: unknown;
    min?: { value: number };
  };
  if (type === 'Character') return tell(String.fromCodePoint(value ?? 0));
  if (type === 'CharacterClassRange') return tell(String.fromCodePoint(min?.value ?? 0));
  if (type === 'CharacterClass') tell(null);
  for (const inner of [...(alternatives ?? []), ...(elements ?? []), ...(element ? [element] : [])]) {
    everyWritten(inner, tell);
    if (type === 'CharacterClass' || alternatives) tell(null);
  }
  if (type === 'CharacterSet') tell(null);
}
