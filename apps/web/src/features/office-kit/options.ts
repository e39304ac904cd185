import type {
  EmploymentType,
  IdType,
  OrganisationKind,
  QuestionType,
  Role,
  RosterRole,
} from '../../shared/api/types.js';
import { kitText as t } from './kit-text.js';

/** Closed lists of the API with their words. */
export const employmentTypes: readonly EmploymentType[] = ['regular', 'dispatch', 'outsourced', 'flexible', 'intern'];
export const rosterRoles: readonly RosterRole[] = ['principal', 'safety_officer', 'team_leader', 'worker'];
export const idTypes: readonly IdType[] = [
  'resident_id',
  'passport',
  'hmt_residence_permit',
  'foreign_permanent_residence',
];
export const questionTypes: readonly QuestionType[] = ['single', 'multiple', 'true_false'];
export const unitKinds: readonly OrganisationKind[] = ['department', 'workshop', 'team'];
export const roles: readonly Role[] = [
  'system_administrator',
  'auditor',
  'regulator',
  'inspector',
  'safety_officer',
  'principal',
  'lecturer',
  'team_leader',
  'worker',
];

export const employmentName = (type: EmploymentType): string => t(`employment.${type}`);
export const rosterRoleName = (role: RosterRole): string => t(`rosterRole.${role}`);
export const idTypeName = (type: IdType): string => t(`idType.${type}`);
export const questionTypeName = (type: QuestionType): string => t(`question.${type}`);
export const kindName = (kind: OrganisationKind): string => t(`kind.${kind}`);
export const roleName = (role: Role): string => t(`role.${role}`);

/** Options for a Select out of a closed list. */
export function optionsOf<T extends string>(
  values: readonly T[],
  name: (value: T) => string,
): { value: T; label: string }[] {
  return values.map((value) => ({ value, label: name(value) }));
}
