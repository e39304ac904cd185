import { isPinnedOption } from '../../../model/pinned-options.js';
import { TRUE_FALSE_OPTIONS, optionLabel } from '../../../model/question.js';
import { RefusedItem, refuseKind, shorten } from '../found-items.js';
import type { FoundItem, ItemCollector, Remark } from '../found-items.js';
import type { Labels } from '../labels.js';
import type { PictureOf, PlainText } from '../text-builder.js';
import { childOf, childrenOf, descendantsOf, plainTextOfNodes } from '../xml-tree.js';
import type { XmlNode } from '../xml-tree.js';
import { isKnownNamespace } from './qti-version.js';
import { keyOfItem } from './response-processing.js';

/** Written into every item of ours: there the identifiers of choices say which questions are true/false. */
export const TOOL_NAME = 'ZhiAn';

const INTERACTIONS: Readonly<Record<string, string>> = {
  associateInteraction: '配对题',
  customInteraction: '自定义题',
  drawingInteraction: '画图题',
  endAttemptInteraction: '多步题',
  extendedTextInteraction: '问答题',
  gapMatchInteraction: '拖字入文题',
  graphicAssociateInteraction: '连图题',
  graphicGapMatchInteraction: '拖图题',
  graphicOrderInteraction: '图上排序题',
  hotspotInteraction: '点图题',
  hottextInteraction: '点字题',
  inlineChoiceInteraction: '选词填空题',
  matchInteraction: '连线题',
  mediaInteraction: '音视频题',
  orderInteraction: '排序题',
  portableCustomInteraction: '自定义题',
  positionObjectInteraction: '摆放题',
  selectPointInteraction: '点图题',
  sliderInteraction: '滑块题',
  textEntryInteraction: '填空题',
  uploadInteraction: '上传题',
};

const FEEDBACK = new Set(['feedbackInline', 'feedbackBlock', 'modalFeedback']);
/** Parts of the body that are no part of the question: shown on demand, or to others. */
const ASIDES: Readonly<Record<string, string>> = {
  infoControl: '点开才看的提示（infoControl）',
  rubricBlock: '给老师看的说明（rubricBlock）',
};

export interface ItemSurroundings {
  row: number;
  labels: Labels;
  items: ItemCollector;
  /** Text of the materials that the item refers to, in their order. */
  stimuli: readonly PlainText[];
  /** Absent where nobody takes pictures. */
  pictureOf?: PictureOf | undefined;
}

/**
 * An `assessmentItem` (with the names of 2.x) that holds one choice interaction.
 *
 * @throws RefusedItem for every other item, by the name of what it holds
 */
export function readItem(item: XmlNode, { row, labels, items, stimuli, pictureOf }: ItemSurroundings): FoundItem {
  const body = checkKind(item);
  const interaction = onlyInteraction(body);
  const choices = childrenOf(interaction, 'simpleChoice');
  const identifiers = choices.map((choice) => choice.attributes['identifier'] ?? '');
  if (new Set(identifiers).size !== identifiers.length) {
    throw new RefusedItem('option-identifiers', '有两个选项的 identifier 一样，看不出答案指哪个。');
  }
  const declaration = childrenOf(item, 'responseDeclaration').find(
    ({ attributes }) => attributes['identifier'] === interaction.attributes['responseIdentifier'],
  );
  if (declaration === undefined) throw new RefusedItem('key-empty', '没有写正确答案（responseDeclaration）。');
  if (!/^(?:single|multiple)$/.test(declaration.attributes['cardinality'] ?? '')) return refuseKind('要排顺序的题');
  const key = keyOfItem(item, declaration, identifiers);
  const stem = stemOf(body, stimuli, pictureOf);
  items.noteTitle(row, item.attributes['title'] ?? '', stem.text);
  noteAsides(body, row, items);
  const options = choices.map((choice) => ({
    text: plainTextOfNodes(choice.children, ({ name }) => FEEDBACK.has(name), pictureOf),
    feedback: feedbackIn(choice),
  }));
  const feedback = generalFeedback(item, body, interaction, identifiers, options);
  const several = declaration.attributes['cardinality'] === 'multiple';
  const found: FoundItem = {
    type: several ? 'multiple' : 'single',
    stem,
    options,
    correct: key.correct,
    feedback: feedback.texts,
    labels,
    doubts: [...key.doubts, ...feedback.doubts],
  };
  const asked = several ? found : asTrueFalse(found, item, identifiers);
  // The two choices of true/false never move.
  if (asked.type === 'true_false') return asked;
  return { ...asked, doubts: [...asked.doubts, ...placeDoubts(interaction, choices, options, row, items)] };
}

function checkKind(item: XmlNode): XmlNode {
  if (item.name !== 'assessmentItem') return refuseKind(`「${shorten(item.name)}」`);
  if (!isKnownNamespace(item.uri)) {
    throw new RefusedItem('version-unsupported', `只收 QTI 2.1、2.2 和 3.0，这道题写的是「${shorten(item.uri)}」。`);
  }
  if (item.attributes['adaptive']?.trim() === 'true') return refuseKind('分步自适应题（adaptive）');
  const body = childOf(item, 'itemBody');
  if (body === undefined) throw new RefusedItem('stem-empty', '还没有写题干（itemBody）。');
  const variable = [item, ...descendantsOf(item)].find(({ name }) => /^template|^printedVariable$/.test(name));
  if (variable !== undefined) return refuseKind(`每次换数字的题（${variable.name}）`);
  return body;
}

function onlyInteraction(body: XmlNode): XmlNode {
  const interactions = [...descendantsOf(body)].filter(({ name }) => name.endsWith('Interaction'));
  const other = interactions.find(({ name }) => name !== 'choiceInteraction');
  if (other !== undefined) return refuseKind(`${INTERACTIONS[other.name] ?? '这种题'}（${shorten(other.name)}）`);
  const [only, second] = interactions;
  if (only === undefined) return refuseKind('没有作答的说明文字');
  if (second !== undefined) return refuseKind(`一题多问（${interactions.length} 个 choiceInteraction）`);
  return only;
}

function stemOf(body: XmlNode, stimuli: readonly PlainText[], pictureOf: PictureOf | undefined): PlainText {
  const isHidden = ({ name, attributes }: XmlNode): boolean =>
    name === 'simpleChoice' || FEEDBACK.has(name) || isAside({ name, attributes });
  const texts = [...stimuli, plainTextOfNodes(body.children, isHidden, pictureOf)];
  return {
    text: texts
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
    lost: new Set(texts.flatMap(({ lost }) => [...lost])),
    ...(pictureOf ? { pictures: texts.flatMap(({ pictures = [] }) => pictures) } : {}),
  };
}

function isAside({ name, attributes }: Pick<XmlNode, 'name' | 'attributes'>): boolean {
  const view = (attributes['view'] ?? 'candidate').split(/\s+/);
  return name === 'infoControl' || (name === 'rubricBlock' && !view.includes('candidate'));
}

function noteAsides(body: XmlNode, row: number, items: ItemCollector): void {
  for (const node of descendantsOf(body)) {
    if (!isAside(node)) continue;
    items.note(`${node.name}-lost`, ASIDES[node.name] ?? node.name, row, plainTextOfNodes(node.children).text);
  }
}

function feedbackIn(choice: XmlNode): PlainText | undefined {
  const found = [...descendantsOf(choice)].filter(({ name }) => FEEDBACK.has(name));
  return found.length === 0 ? undefined : plainTextOfNodes(found);
}

interface GeneralFeedback {
  texts: PlainText[];
  doubts: Remark[];
}

/** Feedback outside of the choices. One that is shown for a single choice goes to that option. */
function generalFeedback(
  item: XmlNode,
  body: XmlNode,
  interaction: XmlNode,
  identifiers: readonly string[],
  options: { text: PlainText; feedback: PlainText | undefined }[],
): GeneralFeedback {
  const inChoices = new Set(descendantsOf(interaction));
  const inBody = [...descendantsOf(body)].filter((node) => FEEDBACK.has(node.name) && !inChoices.has(node));
  const general: { occasion: string; text: PlainText }[] = [];
  for (const node of [...inBody, ...childrenOf(item, 'modalFeedback')]) {
    const text = plainTextOfNodes(node.children);
    const identifier = node.attributes['identifier'] ?? '';
    const option = options[identifiers.indexOf(identifier)];
    if (option !== undefined) option.feedback = joined(option.feedback, text);
    else if (text.text !== '' && !general.some((known) => known.text.text === text.text)) {
      general.push({ occasion: OCCASIONS[identifier.toLowerCase()] ?? '', text });
    }
  }
  if (general.length < 2) return { texts: general.map(({ text }) => text), doubts: [] };
  const message = `解析是由 ${general.length} 段反馈接起来的，请看一眼是否通顺。`;
  return {
    texts: general.map(({ occasion, text }) => ({ ...text, text: occasion + text.text })),
    doubts: [{ code: 'feedback-joined', message }],
  };
}

const OCCASIONS: Readonly<Record<string, string>> = { correct: '答对时：', incorrect: '答错时：' };

function joined(before: PlainText | undefined, text: PlainText): PlainText {
  if (before === undefined) return text;
  return { text: `${before.text}\n${text.text}`, lost: new Set([...before.lost, ...text.lost]) };
}

function placeDoubts(
  interaction: XmlNode,
  choices: readonly XmlNode[],
  options: readonly { text: PlainText }[],
  row: number,
  items: ItemCollector,
): Remark[] {
  if (interaction.attributes['shuffle']?.trim() !== 'true') {
    // The default of QTI: most items say nothing else, and each exam decides here.
    if (interaction.attributes['shuffle'] !== undefined) {
      items.note('shuffle-lost', '「选项不打乱」的设置（由每场考试决定）', row, 'shuffle = false');
    }
    return [];
  }
  return choices.flatMap((choice, index) => {
    const text = options[index]?.text.text ?? '';
    if (choice.attributes['fixed']?.trim() !== 'true' || isPinnedOption(text)) return [];
    const label = optionLabel(index);
    return [
      {
        code: 'fixed-lost',
        message: `选项 ${label}「${shorten(text)}」原来的位置是固定的，这里会和别的选项一起打乱。`,
      },
    ];
  });
}

const TRUTH: Readonly<Record<string, boolean>> = {
  正确: true,
  对: true,
  '√': true,
  true: true,
  错误: false,
  错: false,
  '×': false,
  false: false,
};

/** QTI has no true/false: two choices that say just that are one. */
function asTrueFalse(found: FoundItem, item: XmlNode, identifiers: readonly string[]): FoundItem {
  const own = item.attributes['toolName'] === TOOL_NAME;
  const words = own ? identifiers : found.options.map(({ text }) => text.text.trim().toLowerCase());
  const truths = words.map((word) => TRUTH[word]);
  const isTrue = truths.indexOf(true);
  if (words.length !== 2 || isTrue === -1 || !truths.includes(false)) return found;
  // 正确 and 错误 stand without pictures.
  if (found.options.some(({ text }) => text.pictures?.length)) return found;
  const ordered = isTrue === 0 ? found.options : found.options.toReversed();
  return {
    ...found,
    type: 'true_false',
    options: TRUE_FALSE_OPTIONS.map(({ text }, index) => ({
      text: { text, lost: new Set<never>() },
      feedback: ordered[index]?.feedback,
    })),
    correct: found.correct.map((place) => (place === isTrue ? 0 : 1)),
  };
}
