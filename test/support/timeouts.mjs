import { jest } from '@jest/globals';

// A first database is migrated, an application started: on a busy machine of two cores that takes longer than Jest's five seconds.
jest.setTimeout(30_000);
