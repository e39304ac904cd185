const PLACES = 1_000_000;

/**
 * Place in a list that shows group after group and within each the weightiest first, as one whole number to sort and to page by.
 *
 * @param group from 0, at most 2000
 * @param weight 0 or more; beyond a million all are equal
 */
export function listPlace(group: number, weight: number): number {
  return group * PLACES + PLACES - 1 - Math.min(PLACES - 1, Math.max(0, Math.round(weight)));
}
