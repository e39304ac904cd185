import type { ExamAttempt } from '../../shared/api/types.js';
import { keepPictures } from '../../shared/offline/kept-pictures.js';

type Paper = ExamAttempt['paper'];

/** Every picture of a paper, in the order of its questions. */
export const picturesOf = (paper: Paper): string[] =>
  paper.slots.flatMap(({ picture, options }) =>
    [picture, ...options.map((option) => option.picture)].flatMap((one) => (one ? [one.url] : [])),
  );

/** The slot with its pictures read from where they are now. */
export function slotFrom(slot: Paper['slots'][number], source: (url: string) => string): Paper['slots'][number] {
  const from = <P extends { picture?: { url: string } }>(holder: P): P =>
    holder.picture ? { ...holder, picture: { ...holder.picture, url: source(holder.picture.url) } } : holder;
  return from({ ...slot, options: slot.options.map((option) => from(option)) });
}

async function fetchPicture(url: string): Promise<Blob> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`picture: ${response.status}`);
  return response.blob();
}

/** The pictures of an open paper: shown from this device as soon as they are on it, so that they are there without a network. */
export class RoomPictures {
  private readonly kept = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private bringing = false;

  constructor(
    private readonly owner: string,
    private readonly attemptId: string,
    private readonly urls: readonly string[],
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Where `url` is to be read from now. */
  source(url: string): string {
    return this.kept.get(url) ?? url;
  }

  /** Brings what is missing. Called again when the network comes back. */
  async bring(): Promise<void> {
    if (this.bringing || this.urls.every((url) => this.kept.has(url))) return;
    this.bringing = true;
    try {
      await keepPictures(this.owner, this.attemptId, this.urls, fetchPicture, (url, picture) => {
        if (this.kept.has(url)) return;
        this.kept.set(url, URL.createObjectURL(picture));
        for (const listener of this.listeners) listener();
      });
    } catch {
      // They are then read from where they lie, and brought with the next call.
    } finally {
      this.bringing = false;
    }
  }

  close(): void {
    for (const address of this.kept.values()) URL.revokeObjectURL(address);
    this.kept.clear();
  }
}
