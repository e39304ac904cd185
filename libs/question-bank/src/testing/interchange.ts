import { readQuestionFile } from '../exchange/read-question-file.js';
import type { ReadResult } from '../exchange/read-result.js';
import { makeZip } from './files.js';

/** Type, stem, options and key of each question on one line. */
export const lines = ({ questions }: ReadResult): string[] =>
  questions.map(
    ({ type, stem, options, key }) => `${type} ${stem} [${options.map(({ text }) => text).join('|')}] ${key.join('')}`,
  );

export const codes = (remarks: readonly { code: string }[]): string[] => remarks.map(({ code }) => code);

export const readText = (text: string | Buffer, fileName: string): Promise<ReadResult> =>
  readQuestionFile({ bytes: new Uint8Array(Buffer.from(text as string)), fileName });

export const readPackage = (parts: Readonly<Record<string, string>>, fileName = '题.zip'): Promise<ReadResult> =>
  readQuestionFile({
    bytes: makeZip(Object.entries(parts).map(([name, data]) => ({ name, data }))),
    fileName,
  });

interface ItemParts {
  namespace?: string;
  root?: string;
  response?: string;
  stem?: string;
  interaction?: string;
  choices?: string;
  processing?: string;
  after?: string;
}

const MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>';

/** An assessment item of QTI 2.1 with some of its parts replaced. */
export function qtiItem({
  namespace = ' xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"',
  root = '',
  response = 'cardinality="single"><correctResponse><value>B</value></correctResponse>',
  stem = '<p>动火作业前先做什么？</p>',
  interaction = 'shuffle="true" maxChoices="1"',
  choices = '<simpleChoice identifier="A">抽烟</simpleChoice><simpleChoice identifier="B">测气体</simpleChoice><simpleChoice identifier="C">等下班</simpleChoice>',
  processing = MATCH,
  after = '',
}: ItemParts = {}): string {
  return (
    `<?xml version="1.0"?>\n<assessmentItem${namespace} identifier="i1" title="1" adaptive="false" timeDependent="false"${root}>` +
    `<responseDeclaration identifier="RESPONSE" baseType="identifier" ${response}</responseDeclaration>` +
    `<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>` +
    `<itemBody>${stem}<choiceInteraction responseIdentifier="RESPONSE" ${interaction}>${choices}</choiceInteraction></itemBody>` +
    `${processing}${after}</assessmentItem>`
  );
}

/** A manifest for the parts of a package. */
export function manifest(items: readonly string[], more = ''): string {
  const resources = items.map(
    (href, index) =>
      `<resource identifier="r${index}" type="imsqti_item_xmlv2p1" href="${href}"><file href="${href}"/></resource>`,
  );
  return `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>${resources.join('')}${more}</resources></manifest>`;
}
