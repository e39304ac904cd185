/** Connection failures (08), shutdown and recovery (57P), no room for more connections or data (53), of PostgreSQL or of the socket. */
const LOST_CODE = /^(08|57P|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
/** Somebody else held a lock for too long, or won. */
const BUSY_CODE = /^(55P03|40001|40P01|25P03)$/;
// The ORM gives a connection up that is lost between two statements, and then says that it was released.
const LOST_MESSAGE =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable|query runner (was )?already released/i;

function codeOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  return String(code ?? driverError?.code ?? '');
}

/**
 * PostgreSQL is away, starting, or cannot take more. When it happened between COMMIT and its reply, nobody here knows whether
 * the transaction was committed.
 */
export function isConnectionLost(error: unknown): boolean {
  return LOST_CODE.test(codeOf(error)) || (error instanceof Error && LOST_MESSAGE.test(error.message));
}

/** What heals by itself: the client waits and tries again, nothing is lost. */
export function isOutage(error: unknown): boolean {
  return BUSY_CODE.test(codeOf(error)) || isConnectionLost(error);
}
