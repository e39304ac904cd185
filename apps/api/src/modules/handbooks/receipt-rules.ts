import { DomainError } from '../../platform/errors/domain-error.js';
import type { ComposedHandbook } from './composed-handbook.js';

export interface SignedVersions {
  readonly generalVersionId: string | null;
  readonly postVersionId: string | null;
}

/** Why a receipt cannot be signed yet, or null. Whoever signs names the versions that he has before him. */
export function whyNotSign(handbook: ComposedHandbook, signed: SignedVersions): DomainError | null {
  const general = handbook.general?.versionId ?? null;
  const professional = handbook.professional?.versionId ?? null;
  if (general !== signed.generalVersionId || professional !== signed.postVersionId)
    return new DomainError('handbook-version-changed');
  if (handbook.sections.length === 0) return new DomainError('handbook-empty');
  const left = handbook.sections.filter((section) => !section.read).length;
  return left > 0 ? new DomainError('handbook-sections-unread', { left }) : null;
}
