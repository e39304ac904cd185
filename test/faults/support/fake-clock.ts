import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './api-process.js';

/**
 * libfaketime (Debian: faketime) between a process and the clock of the machine. The real thing as far as the process can
 * tell: Date moves at once and in both directions, CLOCK_MONOTONIC and with it every timer goes on as before. PostgreSQL keeps
 * the true time, so what compares the two clocks is found out as well.
 */
export class FakeClock {
  private constructor(
    private readonly library: string,
    private readonly file: string,
  ) {}

  /** null: the library is not installed. */
  static in(folder: string): FakeClock | null {
    const library = readdirSync('/usr/lib')
      .map((name) => join('/usr/lib', name, 'faketime', 'libfaketimeMT.so.1'))
      .find((path) => existsSync(path));
    if (!library) return null;
    const clock = new FakeClock(library, join(folder, 'clock'));
    clock.setOff(0);
    return clock;
  }

  /** From now on, the processes believe that it is so many minutes later. */
  setOff(minutes: number): void {
    writeFileSync(this.file, `${minutes < 0 ? '-' : '+'}${Math.abs(minutes)}m\n`);
  }

  get env(): Environment {
    return {
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }
}
