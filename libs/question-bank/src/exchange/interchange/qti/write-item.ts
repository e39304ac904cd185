import { isPinnedOption } from '../../../model/pinned-options.js';
import type { WritableQuestion } from '../../write-questions.js';
import { escapeAttribute, escapeMarkup, needsPreserving } from '../foreign-text.js';
import { titleOf } from '../found-items.js';
import { imageAt, imageElement } from '../written-pictures.js';
import { ITEM_NAMESPACES, toKebab } from './qti-version.js';
import type { QtiVersion } from './qti-version.js';
import { TOOL_NAME } from './read-item.js';

const MATCH_CORRECT: Readonly<Record<QtiVersion, string>> = {
  '2.1': 'http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct',
  '2.2': 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct',
  '3.0': 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml',
};

type Attributes = Readonly<Record<string, string | number | boolean>>;
type Element = (name: string, attributes: Attributes, ...content: string[]) => string;

/** Elements and attributes named as the version names them. */
function elementsFor(version: QtiVersion): Element {
  const is3 = version === '3.0';
  return (name, attributes, ...content) => {
    const tag = is3 ? `qti-${toKebab(name)}` : name;
    const written = Object.entries(attributes).map(([key, value]) => {
      return ` ${is3 && !key.includes(':') ? toKebab(key) : key}="${escapeAttribute(String(value))}"`;
    });
    return content.length === 0
      ? `<${tag}${written.join('')}/>`
      : `<${tag}${written.join('')}>${content.join('')}</${tag}>`;
  };
}

/**
 * One question as an assessment item: a choice interaction scored by match_correct, the explanation as modal feedback
 * that always shows, options that speak of others (以上都对) fixed in their place. Labels have no place in an item.
 *
 * @param sourceOf where the item finds a picture
 */
export function writeItem(
  question: WritableQuestion,
  identifier: string,
  version: QtiVersion,
  sourceOf: (fileId: string) => string,
): string {
  const pictureAt = (place: string): string => {
    const image = imageAt(question, place);
    return image === undefined ? '' : imageElement(image, sourceOf(image.fileId));
  };
  const el = elementsFor(version);
  const several = question.type === 'multiple';
  const hasFeedback = question.explanation !== '';
  const right = question.key.map((label) => el('value', {}, choiceIdentifier(question, label)));
  const asPrompt = !needsPreserving(question.stem);
  const item = el(
    'assessmentItem',
    {
      xmlns: ITEM_NAMESPACES[version],
      identifier,
      title: titleOf(question.stem),
      adaptive: false,
      timeDependent: false,
      'xml:lang': 'zh-CN',
      toolName: TOOL_NAME,
    },
    el(
      'responseDeclaration',
      { identifier: 'RESPONSE', cardinality: several ? 'multiple' : 'single', baseType: 'identifier' },
      el('correctResponse', {}, ...right),
    ),
    outcome(el, 'SCORE', '0'),
    outcome(el, 'MAXSCORE', '1'),
    hasFeedback
      ? el('outcomeDeclaration', { identifier: 'FEEDBACK', cardinality: 'single', baseType: 'identifier' })
      : '',
    el(
      'itemBody',
      {},
      asPrompt ? '' : block(question.stem, pictureAt('stem')),
      el(
        'choiceInteraction',
        { responseIdentifier: 'RESPONSE', shuffle: question.type !== 'true_false', maxChoices: several ? 0 : 1 },
        asPrompt ? el('prompt', {}, inline(question.stem, pictureAt('stem'))) : '',
        ...question.options.map(({ label, text }) => {
          const fixed: Attributes = question.type !== 'true_false' && isPinnedOption(text) ? { fixed: true } : {};
          const content = (needsPreserving(text) ? block : inline)(text, pictureAt(label));
          return el('simpleChoice', { identifier: choiceIdentifier(question, label), ...fixed }, content);
        }),
      ),
    ),
    el('responseProcessing', { template: MATCH_CORRECT[version] }),
    hasFeedback ? feedback(el, question.explanation, version) : '',
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${item}\n`;
}

function choiceIdentifier({ type }: WritableQuestion, label: string): string {
  if (type !== 'true_false') return label;
  return label === 'A' ? 'true' : 'false';
}

function outcome(el: Element, identifier: string, value: string): string {
  return el(
    'outcomeDeclaration',
    { identifier, cardinality: 'single', baseType: 'float' },
    el('defaultValue', {}, el('value', {}, value)),
  );
}

/** Hidden only for a value that FEEDBACK never has: so it shows without a rule of its own. */
function feedback(el: Element, text: string, version: QtiVersion): string {
  const attributes = { outcomeIdentifier: 'FEEDBACK', identifier: 'NEVER', showHide: 'hide' };
  return el('modalFeedback', attributes, version === '3.0' ? el('contentBody', {}, block(text)) : block(text));
}

function block(text: string, picture = ''): string {
  const shown = picture === '' ? '' : `<p>${picture}</p>`;
  return (needsPreserving(text) ? `<pre>${escapeMarkup(text)}</pre>` : `<p>${inline(text)}</p>`) + shown;
}

/** A picture below its text; alone where there is none. */
function inline(text: string, picture = ''): string {
  return escapeMarkup(text).replaceAll('\n', '<br/>') + (text !== '' && picture !== '' ? '<br/>' : '') + picture;
}
