import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One keep-alive connection with one request at a time, as cheap as Node allows (about 15 µs a request): the generator shares
 * the machine with what it measures.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.read(chunk));
    const fail = (): void => this.waiting?.reject(new Error('connection lost'));
    socket.on('error', fail);
    socket.on('close', fail);
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new HttpConnection(socket)));
      socket.once('error', reject);
    });
  }

  request(method: string, path: string, token: string, body: string, idempotencyKey?: string): Promise<Reply> {
    this.socket.write(
      `${method} ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\naccept-encoding: gzip\r\n` +
        (idempotencyKey ? `idempotency-key: ${idempotencyKey}\r\n` : '') +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    return new Promise((resolve, reject) => (this.waiting = { resolve, reject }));
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const head = this.received.toString('latin1', 0, end);
    const from = end + END_OF_HEAD.length;
    const body = /\r\ntransfer-encoding: chunked/i.test(head)
      ? chunked(this.received, from)
      : counted(this.received, from, Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0));
    if (!body) return;
    this.received = Buffer.alloc(0);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}

function counted(received: Buffer, from: number, length: number): Buffer | null {
  return received.length - from < length ? null : received.subarray(from, from + length);
}

/** The body of a chunked answer; null while it is incomplete. */
function chunked(received: Buffer, from: number): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = from; ;) {
    const line = received.indexOf('\r\n', at);
    if (line === -1) return null;
    const size = Number.parseInt(received.toString('latin1', at, line), 16);
    const begin = line + 2;
    if (received.length < begin + size + 2) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(received.subarray(begin, begin + size));
    at = begin + size + 2;
  }
}
