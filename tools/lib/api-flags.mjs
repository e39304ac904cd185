// How Node runs the API; the bench runs it the same way. Figures: docs/performance.md.
export const API_FLAGS = [
  // Requests leave garbage that is young: a larger nursery saves a tenth of the CPU under load, for 100 MB at most.
  '--max-semi-space-size=32',
  // After a burst V8 takes parts of requests for long-lived and puts them among the old objects, where, dead, they keep the rest of
  // their requests until the next full collection: a third of all that a request makes, and pauses of 85 ms.
  '--no-allocation-site-pretenuring',
];
