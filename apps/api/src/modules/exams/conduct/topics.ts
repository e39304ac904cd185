import type { Topic } from '../../../platform/live/notices.js';

/** What changes are told about, between all processes. */

/** Something about one attempt: its time, its device, its end. */
export const attemptTopic = (attemptId: string): Topic => `attempt:${attemptId}`;
/** Something about everybody in a session: pause, resumption, time for all. */
export const sessionTopic = (sessionId: string): Topic => `exam-session:${sessionId}`;
/** Something that the board shows has changed; nothing that a candidate must know. */
export const boardTopic = (sessionId: string): Topic => `exam-board:${sessionId}`;
