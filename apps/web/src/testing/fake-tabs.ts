import type { TabLink, TabMessage } from '../shared/offline/tab-link.js';

/** The tabs of one browser: messages go to the others, the first waiting tab sends, a closed one makes room. */
export class FakeTabs {
  private readonly listeners = new Map<number, (message: TabMessage) => void>();
  private waiting: { id: number; changed: (mine: boolean) => void }[] = [];
  private next = 0;
  /** Messages between tabs get lost, as with a tab that the browser froze. */
  deaf = false;

  link(): TabLink {
    const id = this.next++;
    return {
      tell: (message) => {
        if (this.deaf) return;
        for (const [other, listener] of this.listeners) if (other !== id) listener(structuredClone(message));
      },
      listen: (listener) => {
        this.listeners.set(id, listener);
        return () => this.listeners.delete(id);
      },
      becomeSender: (changed) => {
        this.waiting.push({ id, changed });
        if (this.waiting[0]?.id === id) changed(true);
        return {
          insist: () => {
            const first = this.waiting[0];
            if (!first || first.id === id) return;
            const mine = this.waiting.find((tab) => tab.id === id);
            if (!mine) return;
            this.waiting = [mine, ...this.waiting.filter((tab) => tab.id !== id)];
            first.changed(false);
            mine.changed(true);
          },
          release: () => {
            const wasFirst = this.waiting[0]?.id === id;
            this.waiting = this.waiting.filter((tab) => tab.id !== id);
            if (wasFirst) this.waiting[0]?.changed(true);
          },
        };
      },
    };
  }
}
