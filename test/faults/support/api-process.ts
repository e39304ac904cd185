import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../support/source-files.js';

export type Environment = Readonly<Record<string, string>>;

/** As under the product's supervisor: whoever ends this test, however, leaves nothing running. */
const FOLLOW_PARENT = pathToFileURL(join(ROOT, 'tools/lib/follow-parent.mjs')).href;
/** Characters of what it has logged last. */
const KEPT_OF_LOG = 4000;
const READY_WITHIN_MS = 120_000;

/** The built API or worker, killed and started again. */
export class ProductProcess {
  private child: ChildProcess | null = null;
  private expected = false;
  /** What it ended with when nobody had killed it. */
  readonly ends: string[] = [];

  protected wasReady = false;

  constructor(
    private readonly script: 'main' | 'worker',
    private readonly env: Environment,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  start(): void {
    if (this.isRunning) return;
    this.expected = false;
    const script = join(ROOT, `apps/api/dist/${this.script}.js`);
    const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, script], {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-KEPT_OF_LOG)));
    child.once('exit', (code, signal) => {
      const when = this.wasReady ? 'at work' : 'while starting';
      if (!this.expected) this.ends.push(`${when}: ${code ?? signal}: ${said.trimEnd().split('\n').at(-1)}`);
      this.wasReady = false;
    });
    this.child = child;
  }

  /** kill -9; resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || !this.isRunning) return;
    this.expected = true;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

export class ApiProcess extends ProductProcess {
  constructor(
    readonly url: string,
    env: Environment,
  ) {
    super('main', { ...env, PORT: new URL(url).port });
  }

  /** Started if need be, and again if it ends while PostgreSQL is away, as its supervisor does. Resolves when it takes requests. */
  async ready(): Promise<void> {
    for (const began = Date.now(); Date.now() - began < READY_WITHIN_MS; await sleep(100)) {
      this.start();
      const ready = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5000) }).then(
        (reply) => reply.ok,
        () => false,
      );
      if (ready) {
        this.wasReady = true;
        return;
      }
    }
    throw new Error(`the API at ${this.url} did not become ready`);
  }
}
