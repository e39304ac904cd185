import { describe, expect, it } from '@jest/globals';
import { fewNames, ownEventText, pauseText, placeText, sessionEventName, sessionEventText } from './words.js';

const PAUSED = '2026-11-23T01:00:00.000Z';
const at = (minutes: number): number => Date.parse(PAUSED) + minutes * 60_000;
const session = (closesAt: string | null = null) => ({ pausedAt: PAUSED, closesAt, extensionSeconds: 600 });

describe('what the board says of a pause', () => {
  it('is nothing while none is on', () => {
    expect(pauseText({ ...session(), pausedAt: null }, at(5))).toBeNull();
  });

  it('says for how long, and asks after half an hour', () => {
    expect(pauseText(session(), at(29))).toMatchObject({ title: '已暂停 29 分钟', urgent: false });
    expect(pauseText(session(), at(30))).toMatchObject({ title: '已暂停 30 分钟', urgent: true });
  });

  it('says that the end has passed, added time counted, and that nothing goes on by itself', () => {
    const closing = session('2026-11-23T01:05:00.000Z');
    expect(pauseText(closing, at(14))?.urgent).toBe(false);
    const late = pauseText(closing, at(15));
    expect(late?.urgent).toBe(true);
    expect(late?.text).toContain('9:15');
  });
});

describe('the names of a deed', () => {
  const people = (count: number) => Array.from({ length: count }, (_, n) => ({ personId: String(n), name: `人${n}` }));

  it('are all there while they are few', () => {
    expect(fewNames(people(3))).toEqual({ few: '人0、人1、人2', of: null });
    expect(fewNames([])).toEqual({ few: '', of: null });
  });

  it('are three and a number when they are many', () => {
    expect(fewNames(people(47))).toEqual({ few: '人0、人1、人2', of: 47 });
  });
});

describe('what an attempt’s log says of a shared device', () => {
  const started = { seq: 1, at: PAUSED, kind: 'started', seconds: null, signals: [] } as const;

  it('is by what the candidate came in', () => {
    expect(ownEventText({ ...started, signals: [], kioskEntry: 'badge' })).toBe('开始答题（共用设备，只扫了登录牌）');
    expect(ownEventText({ ...started, signals: [], kioskEntry: null })).toBe('开始答题');
  });
});

describe('time that was given and taken back', () => {
  const own = { seq: 1, at: PAUSED, kind: 'extended', signals: [], kioskEntry: null } as const;
  const deed = (minutes: number) => ({ kind: 'extended' as const, minutes, reason: '断电断网', text: null });

  it('is never said as a negative extension', () => {
    expect(ownEventText({ ...own, signals: [], seconds: 300 })).toBe('加时 5 分钟');
    expect(ownEventText({ ...own, signals: [], seconds: -300 })).toBe('收回 5 分钟');
    expect([sessionEventName(deed(5)), sessionEventText(deed(5))]).toEqual(['加时', '5 分钟，断电断网']);
    expect([sessionEventName(deed(-5)), sessionEventText(deed(-5))]).toEqual(['收回加时', '5 分钟，断电断网']);
  });
});

describe('where somebody sits', () => {
  it('is said with the room where several are in view, since each room has a seat 1', () => {
    const rooms = new Map([['r', '第 2 考场']]);
    expect(placeText({ roomId: 'r', seat: 1 }, rooms)).toBe('第 2 考场 · 座位 1');
    expect(placeText({ roomId: 'r', seat: 1 }, new Map())).toBe('座位 1');
    expect(placeText({ roomId: null, seat: null }, rooms)).toBe('没有座位');
  });
});
