import { jest } from '@jest/globals';

// A first database is migrated, an application started, a property run a thousand times: on a busy machine of two cores that
// takes longer than Jest's five seconds. What has to be fast says so itself, in CPU time.
jest.setTimeout(30_000);
