import { createParser } from 'eventsource-parser';
import { addressOf } from '../../shared/api/client.js';
import type { AttemptState, News } from './attempt-state.js';
import { deviceHeaders } from './requests.js';

const statuses: readonly AttemptState['status'][] = ['open', 'paused', 'submitted', 'expired'];

/** Reads one event of `GET /exam-attempts/{id}/notices`; `null` for anything that is not one of ours, so that a proxy's own page changes nothing. */
export function noticeOf(data: string): News | null {
  let value: Partial<News> | null;
  try {
    value = JSON.parse(data) as Partial<News> | null;
  } catch {
    return null;
  }
  const { revision, status, deadline, device } = value ?? {};
  if (typeof revision !== 'number' || typeof deadline !== 'string') return null;
  if (!status || !statuses.includes(status) || !Number.isFinite(Date.parse(deadline))) return null;
  return { revision, status, deadline, ...(device === 'here' || device === 'elsewhere' ? { device } : {}) };
}

/**
 * Listens to an attempt's notices until the stream ends or `signal` aborts; rejects when it cannot be opened or breaks. Read by
 * `fetch`, because EventSource cannot say which device is asking.
 */
export async function listenToNotices(
  attemptId: string,
  signal: AbortSignal,
  onNotice: (notice: News) => void,
  onSign: () => void,
): Promise<void> {
  const response = await fetch(addressOf(`/exam-attempts/${attemptId}/notices`), {
    headers: { accept: 'text/event-stream', ...(await deviceHeaders()) },
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !response.body || !type.startsWith('text/event-stream')) {
    throw new Error(`no stream: ${response.status} ${type}`);
  }
  const parser = createParser({
    onEvent: ({ data }) => {
      const notice = noticeOf(data);
      if (notice) onNotice(notice);
    },
  });
  const text = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  for (let piece = await text.read(); !piece.done; piece = await text.read()) {
    onSign();
    parser.feed(piece.value);
  }
}
