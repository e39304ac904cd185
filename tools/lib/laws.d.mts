/** A test file that `npm test` runs at less than the size of its law. */
export interface FullSize {
  /** One identifier, or several with spaces between. */
  readonly law: string;
  readonly suite: 'small' | 'medium' | 'e2e';
  /** Path in the repository. */
  readonly test: string;
  /** What makes it large. */
  readonly env: Readonly<Record<string, string>>;
  /** The same for people. */
  readonly size: string;
}

export const FULL_SIZES: readonly FullSize[];
