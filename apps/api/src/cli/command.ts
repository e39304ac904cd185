/** What a command prints and takes. stdout belongs to its result alone; progress and complaints go to stderr. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Exit codes after sysexits.h, beside 0 and 1. */
export const EXIT = { usage: 64, badInput: 65, noInput: 66, refused: 75 } as const;

/** A refusal to be told in one sentence (zh-CN), with its exit code. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = 1,
  ) {
    super(message);
  }
}
