// As much of PostgreSQL's protocol (version 3.0, «Frontend/Backend Protocol» in its manual) as it takes to see a COMMIT.

/** One message of either side. The first one of a client has no type. */
export interface WireMessage {
  readonly type: string;
  readonly body: Buffer;
  /** As it came, to be passed on. */
  readonly bytes: Buffer;
}

/** Cuts what one side sends into messages. */
export class MessageReader {
  private held: Buffer = Buffer.alloc(0);

  /** `typed`: false for a client, whose first message is nothing but a length and its content. */
  constructor(private typed: boolean) {}

  /** The messages that are complete with this chunk. */
  read(chunk: Buffer): WireMessage[] {
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    const messages: WireMessage[] = [];
    for (let message = this.next(); message; message = this.next()) messages.push(message);
    return messages;
  }

  private next(): WireMessage | null {
    const head = this.typed ? 1 : 0;
    if (this.held.length < head + 4) return null;
    // The length counts itself, but not the type.
    const end = head + this.held.readInt32BE(head);
    if (this.held.length < end) return null;
    const bytes = this.held.subarray(0, end);
    this.held = this.held.subarray(end);
    const type = this.typed ? String.fromCharCode(bytes[0] ?? 0) : '';
    this.typed = true;
    return { type, body: bytes.subarray(head + 4), bytes };
  }
}

/** The first `count` NUL-terminated strings of a message. */
function strings(body: Buffer, count: number): string[] {
  const found: string[] = [];
  for (let at = 0; found.length < count && at < body.length;) {
    const end = body.indexOf(0, at);
    found.push(body.toString('utf8', at, end === -1 ? body.length : end));
    at = end === -1 ? body.length : end + 1;
  }
  return found;
}

const BEGIN = /^\s*(begin|start\s+transaction)\b/i;
const COMMIT = /^\s*(commit|end)\b/i;

/**
 * Follows one connection whose client sends its next request after the answer to the last one, as node-postgres does: what its
 * transaction consists of, which message asks for the commit, and which one says that it is done. A statement outside of a
 * transaction block is committed at its Sync, so not CommandComplete but ReadyForQuery tells.
 */
export class Conversation {
  private readonly prepared = new Map<string, string>();
  private texts: string[] = [];
  private inBlock = false;
  private asked = false;
  private failed = false;

  /** The statements of the transaction so far. */
  get statements(): readonly string[] {
    return this.texts;
  }

  /** true: with this message PostgreSQL commits. */
  fromClient({ type, body }: WireMessage): boolean {
    if (type === 'P') {
      const [name = '', text = ''] = strings(body, 2);
      this.prepared.set(name, text);
    } else if (type === 'B') {
      const [, name = ''] = strings(body, 2);
      this.texts.push(this.prepared.get(name) ?? '');
    } else if (type === 'Q') {
      this.texts.push(...strings(body, 1));
      this.asked = this.endsTransaction();
    } else if (type === 'S') {
      this.asked = this.texts.length > 0 && this.endsTransaction();
    }
    return (type === 'Q' || type === 'S') && this.asked;
  }

  /** true: the transaction is committed as of this message. */
  fromServer({ type, body }: WireMessage): boolean {
    if (type === 'E') this.failed = true;
    if (type !== 'Z') return false;
    this.inBlock = String.fromCharCode(body[0] ?? 0) !== 'I';
    return !this.inBlock && this.asked && !this.failed;
  }

  /** To be called when a ReadyForQuery was passed on: the next statement may begin another transaction. */
  answered(): void {
    this.asked = false;
    this.failed = false;
    if (!this.inBlock) this.texts = [];
  }

  private endsTransaction(): boolean {
    const text = this.texts.at(-1) ?? '';
    return this.inBlock ? COMMIT.test(text) : !BEGIN.test(text);
  }
}
