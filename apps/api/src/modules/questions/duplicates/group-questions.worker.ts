import { parentPort, workerData } from 'node:worker_threads';
import { groupQuestions } from './group-questions.js';

const { questions, distinct } = workerData as {
  questions: Parameters<typeof groupQuestions>[0];
  distinct: Parameters<typeof groupQuestions>[1];
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a worker has no origin
parentPort?.postMessage(groupQuestions(questions, distinct));
