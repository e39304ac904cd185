import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Whether this process is on its way out. */
@Injectable()
export class Lifecycle implements BeforeApplicationShutdown {
  draining = false;

  beforeApplicationShutdown(): void {
    this.draining = true;
  }
}
