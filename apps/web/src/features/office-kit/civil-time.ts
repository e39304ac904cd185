import { civilParts, dateText } from '../../shared/time/format.js';

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-30T09:05` on the wall clock of Asia/Shanghai → instant in UTC. China has had no summer time since 1991. */
export function civilToInstant(civil: string): string {
  return new Date(`${civil.slice(0, 16)}:00+08:00`).toISOString();
}

/** An instant → `2026-11-30T09:05` on the wall clock of Asia/Shanghai. */
export function instantToCivil(instant: string): string {
  const at = civilParts(instant);
  return `${at.year}-${two(at.month)}-${two(at.day)}T${two(at.hour)}:${two(at.minute)}`;
}

/** Today's civil date in Asia/Shanghai. */
export function today(now: number = Date.now()): string {
  return dateText(new Date(now).toISOString());
}

/** The instant at which the civil date is over: midnight of the next day in Asia/Shanghai. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00+08:00`) + 86_400_000).toISOString();
}
