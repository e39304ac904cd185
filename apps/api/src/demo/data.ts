import { readFile, readdir } from 'node:fs/promises';
import type { QuestionType } from '@zhian/question-bank';

/** apps/api/demo, from src and from dist alike. */
const FOLDER = new URL('../../demo/', import.meta.url);

export interface UnitData {
  readonly name: string;
  readonly kind: 'department' | 'workshop' | 'team';
  readonly staff?: { readonly safety_officer?: number };
  /** How many people by the key of their post; the first is the team leader. */
  readonly posts?: Readonly<Record<string, number>>;
  readonly dispatch?: number;
  readonly outsourced?: number;
  readonly flexible?: number;
  readonly interns?: number;
  readonly units?: readonly UnitData[];
}

export interface EnterpriseData {
  readonly key: EnterpriseKey;
  readonly name: string;
  readonly short: string;
  readonly region: string;
  readonly field: string;
  readonly industry: string;
  readonly aboveScale: boolean;
  readonly highRisk: boolean;
  readonly posts: readonly { readonly key: string; readonly name: string; readonly template: string }[];
  readonly staff: { readonly principal: number };
  readonly units: readonly UnitData[];
}

export type EnterpriseKey = 'coal' | 'machine' | 'hospital' | 'hotel';
export const ENTERPRISE_KEYS: readonly EnterpriseKey[] = ['coal', 'machine', 'hospital', 'hotel'];

export interface OrganisationsData {
  readonly county: { readonly name: string; readonly region: string };
  readonly enterprises: readonly EnterpriseData[];
}

export interface NamesData {
  readonly surnames: string;
  readonly men: readonly string[];
  readonly women: readonly string[];
}

export interface QuestionData {
  readonly code: string;
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly string[];
  readonly key: readonly string[];
  readonly explanation: string;
  readonly sourceClause: string;
  readonly category: 'general' | 'professional';
  readonly knowledgePoint: string;
  readonly posts: readonly string[];
  readonly difficulty: number;
}

export interface HandbookData {
  /** Key of a post, or of an enterprise for the 通用 part. */
  readonly of: string;
  readonly general: boolean;
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly points: readonly string[]; readonly body: string }[];
}

const text = (path: string): Promise<string> => readFile(new URL(path, FOLDER), 'utf8');
const json = async <T>(path: string): Promise<T> => JSON.parse(await text(path)) as T;

export const readRegions = (): Promise<Buffer> => readFile(new URL('regions.csv', FOLDER));
export const readOrganisations = (): Promise<OrganisationsData> => json('organisations.json');
export const readNames = (): Promise<NamesData> => json('names.json');
export const readQuestions = (group: EnterpriseKey | 'general' | 'coal-in-review'): Promise<QuestionData[]> =>
  json(`questions/${group}.json`);
export const readPicture = (name: string): Promise<string> => text(`handbooks/assets/${name}`);

export async function readHandbooks(): Promise<HandbookData[]> {
  const names = (await readdir(new URL('handbooks/', FOLDER))).filter((name) => /^[a-z-]+\.md$/.test(name)).sort();
  return Promise.all(names.map(async (name) => parseHandbook(await text(`handbooks/${name}`))));
}

/** One file of demo/handbooks; its README says the form. */
export function parseHandbook(source: string): HandbookData {
  const front = /^---\n([\s\S]*?)\n---\n/.exec(source);
  const meta = new Map((front?.[1] ?? '').split('\n').map((line) => line.split(/:\s*/, 2) as [string, string]));
  const of = meta.get('post') ?? meta.get('general');
  const title = meta.get('title');
  if (!front || !of || !title) throw new Error('a demo handbook lacks its front matter');
  const sections = source
    .slice(front[0].length)
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [, heading = '', points = '', body = ''] = /^(.*)\n<!-- points: (.*?) -->\n([\s\S]*)$/.exec(part) ?? [];
      if (heading === '') throw new Error(`a section of «${title}» lacks its points`);
      return { title: heading.trim(), points: points.split(/,\s*/), body: body.trim() };
    });
  return { of, general: meta.has('general'), title, sections };
}
