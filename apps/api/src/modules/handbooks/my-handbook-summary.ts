import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { ComposedHandbooks } from './composed-handbook.js';

/** One line of the worker's home: how far he is with the handbook of a post. */
export interface HandbookProgress {
  readonly postId: string;
  readonly postName: string;
  /** Of the 专业 part, else of the 通用 part; null: nothing is published yet. */
  readonly versionNo: number | null;
  readonly sections: number;
  readonly readSections: number;
  /** ISO instant; null: this pair of versions is not signed for. */
  readonly receiptAt: string | null;
}

@Injectable()
export class MyHandbookSummary {
  constructor(private readonly handbooks: ComposedHandbooks) {}

  /** For every post that the person holds today, by name. The caller must be that person, or the system. */
  async execute(tx: ReadTx, personId: string): Promise<HandbookProgress[]> {
    const lines: HandbookProgress[] = [];
    for (const post of await this.handbooks.postsOf(tx, personId)) {
      const { general, professional, sections, receiptAt } = await this.handbooks.compose(tx, personId, post);
      lines.push({
        postId: post.postId,
        postName: post.postName,
        versionNo: professional?.versionNo ?? general?.versionNo ?? null,
        sections: sections.length,
        readSections: sections.filter((section) => section.read).length,
        receiptAt: receiptAt?.toISOString() ?? null,
      });
    }
    return lines;
  }
}
