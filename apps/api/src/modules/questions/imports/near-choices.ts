/**
 * What becomes of a question that says nearly what another says. skip: not imported. own: imported, and never taken for a
 * duplicate again. group: imported, and no paper holds two of the group. Without a choice the bank finds the group itself.
 */
export const NEAR_CHOICES = ['skip', 'own', 'group'] as const;
export type NearChoice = (typeof NEAR_CHOICES)[number];
