const zone = 'Asia/Shanghai';
const partsOf = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface CivilParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** Year, month, day, hour and minute of an instant on the wall clock of Asia/Shanghai. */
export function civilParts(instant: string | number | Date): CivilParts {
  const found: Record<string, number> = {};
  for (const part of partsOf.formatToParts(new Date(instant))) found[part.type] = Number(part.value);
  return {
    year: found['year'] ?? 0,
    month: found['month'] ?? 0,
    day: found['day'] ?? 0,
    hour: found['hour'] ?? 0,
    minute: found['minute'] ?? 0,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** 「11月30日」; with the year only when it is not the year of `now` (ui.md §4). Takes an instant or a civil date. */
export function dayText(value: string, now: number = Date.now()): string {
  const at = value.length === 10 ? civilParts(`${value}T00:00:00+08:00`) : civilParts(value);
  const day = `${at.month}月${at.day}日`;
  return at.year === civilParts(now).year ? day : `${at.year}年${day}`;
}

/** 「9:05」 on the wall clock of Asia/Shanghai. */
export function clockText(instant: string | number): string {
  const at = civilParts(instant);
  return `${at.hour}:${two(at.minute)}`;
}

/** 「今天 9:05」, 「明天 8:00」 or 「11月30日 8:00」. */
export function momentText(instant: string, now: number = Date.now()): string {
  const days = civilDaysBetween(now, instant);
  const day = days === 0 ? '今天' : days === 1 ? '明天' : days === -1 ? '昨天' : dayText(instant, now);
  return `${day} ${clockText(instant)}`;
}

const midnight = (value: string | number): number => {
  const at = civilParts(value);
  return Date.UTC(at.year, at.month - 1, at.day);
};

/** Civil days from one instant to another in Asia/Shanghai; 0 on the same day, negative for the past. */
export function civilDaysBetween(from: string | number, to: string | number): number {
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** `2026-11-30` for forms and tables. */
export function dateText(instant: string): string {
  if (instant.length === 10) return instant;
  const at = civilParts(instant);
  return `${at.year}-${two(at.month)}-${two(at.day)}`;
}

/** `2026-11-30 09:05` for tables. */
export function dateTimeText(instant: string): string {
  const at = civilParts(instant);
  return `${dateText(instant)} ${two(at.hour)}:${two(at.minute)}`;
}

/** A countdown: 「23:41」, or 「1:02:03」 from an hour on. Never negative. */
export function countdownText(milliseconds: number): string {
  const all = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${two(minutes)}:${two(all % 60)}`;
}

/** A length of time: 「18′22″」, or 「1 小时 5 分」 from an hour on. */
export function durationText(seconds: number): string {
  const all = Math.max(0, Math.round(seconds));
  if (all >= 3600) return `${Math.floor(all / 3600)} 小时 ${Math.floor((all % 3600) / 60)} 分`;
  return `${Math.floor(all / 60)}′${two(all % 60)}″`;
}
