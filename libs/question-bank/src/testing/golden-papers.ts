import { readFileSync } from 'node:fs';
import type { BankItem, Blueprint } from '../paper/blueprint.js';
import type { Paper } from '../paper/draw-paper.js';

export interface GoldenPaper {
  /** Index into the banks. */
  bank: number;
  blueprint: Blueprint;
  shuffleOptions: boolean;
  shuffleQuestions: boolean;
  paper: Paper;
}

/** 20 papers of both algorithms with the banks they were drawn from. Drawn once; never drawn again to make a test green. */
export function goldenPapers(): { banks: BankItem[][]; papers: GoldenPaper[] } {
  return JSON.parse(readFileSync(new URL('./golden-papers.json', import.meta.url), 'utf8')) as ReturnType<
    typeof goldenPapers
  >;
}
