import type { IncomingMessage } from 'node:http';

/** For supertest's `.buffer(true).parse(asBytes)`: a file as it came. */
export function asBytes(reply: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const stream = reply as IncomingMessage;
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}
