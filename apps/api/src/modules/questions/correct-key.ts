import { Injectable } from '@nestjs/common';
import { checkDraft, contentFingerprint, type QuestionDraft } from '@zhian/question-bank';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { Audit } from '../audit/index.js';
import { QuestionContents } from './question-contents.js';
import { QuestionKeys } from './question-keys.js';
import { QuestionRepository } from './question.repository.js';
import { ReviewRepository } from './review/review.repository.js';

/**
 * mended: a new version with the right key, in use from now on. already: the bank has that key. rewritten: the question says
 * something else by now, or the key is none for it; somebody has to look. taken: another question of the bank says just that.
 */
export type KeyOutcome = 'mended' | 'already' | 'rewritten' | 'taken';

/**
 * 更正答案 in the bank, after an exam showed that a key was wrong, so that papers drawn from now on are right. No authorisation:
 * the caller has checked that whoever asked may write to the bank, and that a second person agreed, which is its review.
 */
@Injectable()
export class CorrectKey {
  constructor(
    private readonly questions: QuestionRepository,
    private readonly contents: QuestionContents,
    private readonly keys: QuestionKeys,
    private readonly reviews: ReviewRepository,
    private readonly audit: Audit,
  ) {}

  /** Whose bank the version is in. */
  async ownerOf(tx: ReadTx, versionId: string): Promise<string | null> {
    const content = (await this.contents.byVersion(tx, [versionId])).get(versionId);
    return content ? this.questions.ownerOf(tx, content.questionId) : null;
  }

  async execute(tx: Tx, versionId: string, correct: readonly string[], reason: string): Promise<KeyOutcome> {
    const asked = (await this.contents.byVersion(tx, [versionId])).get(versionId);
    const key = (await this.keys.byVersion(tx, [versionId])).get(versionId);
    const owner = asked && (await this.questions.ownerOf(tx, asked.questionId));
    if (!asked || !key || !owner) return 'rewritten';
    await this.questions.lockBank(tx, owner);
    const question = await this.questions.lock(tx, asked.questionId);
    if (!question) return 'rewritten';
    const draft = await this.questions.currentDraft(tx, question);
    if (!sameContent(draft, asked)) return 'rewritten';
    if (sameLabels(draft.key.correct, correct)) return 'already';
    const mended: QuestionDraft = { ...draft, key: { correct: [...correct].sort() } };
    if (!sameLabels(draft.key.correct, key.correct) || checkDraft(mended).length > 0) return 'rewritten';
    const fingerprint = contentFingerprint(mended);
    if (
      question.status === 'active' &&
      (await this.questions.findActive(tx, question.organisationId, fingerprint, question.id))
    )
      return 'taken';
    const newVersion = await this.questions.addVersion(tx, question.id, mended);
    await this.questions.update(tx, question.id, {
      currentVersionId: newVersion,
      fingerprint,
      review: 'approved',
      returnReason: null,
      approvedVersionId: newVersion,
      approvedFingerprint: fingerprint,
    });
    await this.reviews.log(tx, 'approved', [{ questionId: question.id, versionId: newVersion }], reason);
    await this.audit.append(tx, {
      action: 'questions.question.correct-key',
      subject: { type: 'question', id: question.id },
      organisationId: question.organisationId,
      detail: { from: versionId, to: newVersion, reason },
    });
    return 'mended';
  }
}

function sameContent(
  draft: QuestionDraft,
  asked: { type: string; stem: string; options: readonly unknown[] },
): boolean {
  const { type, stem, options, images = [] } = draft.content;
  const of = asked as typeof draft.content;
  return (
    canonicalJson({ type, stem, options, images }) ===
    canonicalJson({ type: of.type, stem: of.stem, options: of.options, images: of.images ?? [] })
  );
}

const sameLabels = (a: readonly string[], b: readonly string[]): boolean =>
  [...new Set(a)].sort().join() === [...new Set(b)].sort().join();
