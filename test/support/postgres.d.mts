export interface Cluster {
  /** Data directory. */
  readonly dir: string;
  readonly port: number;
  /** As the superuser, database `postgres`. */
  readonly adminUrl: string;
  /** Process id of the postmaster; another one after `start()`. */
  readonly pid: number;
  /** What the server wrote to stderr. */
  readonly logFile: string;
  /** As the superuser. */
  adminUrlOf(database: string): string;
  /** As the application's role `zhian`; its own database when none is named. */
  url(database?: string): string;
  /** Starts again, on the same port, after `kill9()` or `stop()`; resolves when recovery is over. */
  start(): Promise<void>;
  /** kill -9 of the postmaster. */
  kill9(): Promise<void>;
  /** Fast shutdown; the files stay. */
  stop(): Promise<void>;
  /** Ends the server and deletes its files. */
  remove(): Promise<void>;
}

export interface ClusterOptions {
  /** Folder to make the cluster in (a fresh one below the system's temporary folder by default). */
  dir?: string;
  /** Server settings added to the command line. */
  settings?: Record<string, string | number>;
  /** Default true: fsync, synchronous_commit and full_page_writes on, as in the product. */
  durable?: boolean;
}

/** A running throw-away cluster with the role and database `zhian`. */
export function createCluster(options?: ClusterOptions): Promise<Cluster>;

/** The one cluster of a Jest run, for its global set-up. */
export function startTestPostgres(): Promise<{ adminUrl: string; stop(): Promise<void> }>;

/** A free port below the range of outgoing connections, so that it stays free while nobody listens. */
export function freePort(): Promise<number>;
