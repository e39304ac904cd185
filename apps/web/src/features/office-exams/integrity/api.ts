import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import type { components } from '../../../shared/api/schema.js';
import { tagOf } from '../../office-kit/etag.js';

type Schemas = components['schemas'];
export type IntegrityReport = Schemas['IntegrityReportDto'];
export type Finding = Schemas['FindingDto'];
export type FindingPerson = Schemas['FindingPersonDto'];
export type FindingReview = Schemas['FindingReviewInput'];

export const FINDINGS = 'exam-findings';

export function useIntegrityReport(examId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['office', FINDINGS, 'report', examId],
    queryFn: ({ signal }) => api.get<IntegrityReport>(`/exam-sessions/${examId}/integrity-report`, { signal }),
    enabled,
  });
}

export const reviewFinding = (finding: Finding, body: FindingReview): Promise<Finding> =>
  api.put<Finding>(`/exam-integrity-findings/${finding.id}/review`, { body, ifMatch: tagOf(finding.version) });
