import { RefusedItem } from '../found-items.js';
import type { Remark } from '../found-items.js';
import { keyOfWeights } from '../weights.js';
import type { WeighedKey } from '../weights.js';
import { childOf, childrenOf, descendantsOf, elementsOf, rawText } from '../xml-tree.js';
import type { XmlNode } from '../xml-tree.js';

/** How an item is scored: by comparison with the right response, or by adding up what each choice is worth. */
type Method = 'match' | 'map';

const TEMPLATE = /(?:^|[/_])(match_correct|match_basic|match|map_response)(?:\.xml)?$/;

/**
 * The key of a choice interaction, from `correctResponse` or `mapping`, whichever the response processing uses. Response
 * processing is understood as one of the standard templates, or written out as long as it gives points for the right
 * response, none for no response and none for a wrong one; anything else is refused, for it could score anything.
 *
 * @throws RefusedItem
 */
export function keyOfItem(item: XmlNode, declaration: XmlNode, identifiers: readonly string[]): WeighedKey {
  const several = declaration.attributes['cardinality'] === 'multiple';
  const doubts: Remark[] = [];
  const correct = correctPlaces(declaration, identifiers);
  const mapping = childOf(declaration, 'mapping');
  const method = methodOf(item, declaration.attributes['identifier'] ?? '');
  if (method === null) {
    doubts.push({ code: 'no-processing', message: '题里没有写怎样评分，按写着的正确答案读了。' });
  }
  if (method === 'map' || (method === null && correct.length === 0 && mapping !== undefined)) {
    const key = keyOfMapping(mapping, identifiers, several);
    if (correct.length > 0 && correct.join() !== key.correct.join()) {
      throw new RefusedItem('key-conflict', '正确答案（correctResponse）和得分（mapping）说的不是同样的选项。');
    }
    return { correct: key.correct, doubts: [...doubts, ...key.doubts] };
  }
  if (correct.length === 0) throw new RefusedItem('key-empty', '没有写正确答案（correctResponse）。');
  return { correct, doubts };
}

function correctPlaces(declaration: XmlNode, identifiers: readonly string[]): number[] {
  const values = childrenOf(childOf(declaration, 'correctResponse') ?? EMPTY, 'value').map((value) =>
    rawText(value).trim(),
  );
  return [...new Set(values)].map((value) => placeOf(value, identifiers)).sort((a, b) => a - b);
}

const EMPTY: XmlNode = { name: '', uri: '', attributes: {}, line: 0, children: [] };

function placeOf(identifier: string, identifiers: readonly string[]): number {
  const place = identifiers.indexOf(identifier);
  if (place === -1) throw new RefusedItem('key-beyond-options', `答案指的选项「${identifier.slice(0, 40)}」不在题里。`);
  return place;
}

function keyOfMapping(mapping: XmlNode | undefined, identifiers: readonly string[], several: boolean): WeighedKey {
  if (mapping === undefined) throw new RefusedItem('key-empty', '按得分（mapping）评分，却没有写各选项的分。');
  const values = identifiers.map(() => numberOf(mapping.attributes['defaultValue'] ?? '0'));
  for (const entry of childrenOf(mapping, 'mapEntry')) {
    values[placeOf((entry.attributes['mapKey'] ?? '').trim(), identifiers)] = numberOf(
      entry.attributes['mappedValue'] ?? '',
    );
  }
  const positive = values.filter((value) => value > 0);
  // All right options together are worth the whole in a multiple choice; in a single choice the best one is.
  const whole = several ? positive.reduce((sum, value) => sum + value, 0) : Math.max(0, ...positive);
  return keyOfWeights(
    values.map((value) => (whole > 0 ? (value / whole) * 100 : value)),
    several,
  );
}

function numberOf(text: string): number {
  const value = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new RefusedItem('weight-not-understood', `看不懂选项的分「${text.slice(0, 20)}」（mappedValue）。`);
  }
  return value;
}

/** Null where the item says nothing. */
function methodOf(item: XmlNode, response: string): Method | null {
  const processing = childOf(item, 'responseProcessing');
  if (processing === undefined) return null;
  const { template, templateLocation } = processing.attributes;
  const named = TEMPLATE.exec(template ?? templateLocation ?? '')?.[1];
  if (named !== undefined) return named === 'map_response' ? 'map' : 'match';
  if (template !== undefined || templateLocation !== undefined) return custom();
  const rules = elementsOf(processing).filter(concernsScore);
  return rules.length === 0 ? null : methodOfRules(rules, response);
}

function custom(): never {
  throw new RefusedItem(
    'custom-processing',
    '这道题的评分方式是自己写的（responseProcessing），只收 match_correct 和 map_response 两种，免得改了题意。',
  );
}

type Situation = 'right' | 'wrong' | 'none';

function methodOfRules(rules: readonly XmlNode[], response: string): Method {
  const scores = (['right', 'wrong', 'none'] as const).map((situation) => new Scoring(response, situation).run(rules));
  const [right, wrong, none] = scores;
  if (right === undefined || wrong === undefined || none === undefined) return custom();
  if (right.score <= 0 || wrong.score > 0 || none.score > 0) return custom();
  return scores.some(({ usesMap }) => usesMap) ? 'map' : 'match';
}

/** Rules that only choose feedback are none of our business. */
function concernsScore(rule: XmlNode): boolean {
  const sets = (node: XmlNode): boolean => node.name === 'setOutcomeValue' && node.attributes['identifier'] === 'SCORE';
  if (rule.name === 'responseCondition') return [...descendantsOf(rule)].some(sets);
  return rule.name !== 'setOutcomeValue' || sets(rule);
}

/** Runs the few rules that occur in choice items for one situation; anything unknown refuses the item. */
class Scoring {
  score = 0;
  usesMap = false;

  constructor(
    private readonly response: string,
    private readonly situation: Situation,
  ) {}

  run(rules: readonly XmlNode[]): this {
    for (const rule of rules.filter(concernsScore)) {
      if (rule.name === 'setOutcomeValue') this.#set(rule);
      else if (rule.name === 'responseCondition') this.#choose(rule);
      else custom();
    }
    return this;
  }

  #choose(condition: XmlNode): void {
    for (const branch of elementsOf(condition)) {
      const [test, ...rules] = elementsOf(branch);
      if (branch.name === 'responseElse') {
        this.run(elementsOf(branch));
        return;
      }
      if (test === undefined || !/^responseIf$|^responseElseIf$/.test(branch.name)) return custom();
      if (this.#holds(test)) {
        this.run(rules);
        return;
      }
    }
  }

  #holds(test: XmlNode): boolean {
    const [first, second] = elementsOf(test);
    switch (test.name) {
      case 'match':
        if (!this.#isResponse(first, 'variable') || !this.#isResponse(second, 'correct')) return custom();
        return this.situation === 'right';
      case 'isNull':
        return this.#isResponse(first, 'variable') ? this.situation === 'none' : custom();
      case 'not':
        return first === undefined ? custom() : !this.#holds(first);
      case 'and':
        return elementsOf(test).every((part) => this.#holds(part));
      case 'or':
        return elementsOf(test).some((part) => this.#holds(part));
      default:
        return custom();
    }
  }

  #isResponse(node: XmlNode | undefined, name: string): boolean {
    return node?.name === name && node.attributes['identifier'] === this.response;
  }

  #set(rule: XmlNode): void {
    const [value] = elementsOf(rule);
    this.score = value === undefined ? custom() : this.#value(value);
  }

  #value(node: XmlNode): number {
    switch (node.name) {
      case 'baseValue':
        return numberOf(rawText(node));
      case 'variable':
        if (node.attributes['identifier'] === 'MAXSCORE') return 1;
        return node.attributes['identifier'] === 'SCORE' ? this.score : custom();
      case 'mapResponse':
        if (node.attributes['identifier'] !== this.response) return custom();
        this.usesMap = true;
        return this.situation === 'right' ? 1 : 0;
      case 'sum':
        return elementsOf(node).reduce((sum, part) => sum + this.#value(part), 0);
      default:
        return custom();
    }
  }
}
