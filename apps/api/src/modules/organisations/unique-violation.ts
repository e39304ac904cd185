/** The name of the unique index that a statement ran into; null when it failed for another reason. */
export function violatedIndex(error: unknown): string | null {
  const driver = (error as { driverError?: { code?: unknown; constraint?: unknown } } | null)?.driverError;
  return driver?.code === '23505' && typeof driver.constraint === 'string' ? driver.constraint : null;
}
