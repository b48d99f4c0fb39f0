import { jest } from '@jest/globals';

// End-to-end tests wait for real servers: one that was not seen in time is tried once more, and its error is shown
jest.retryTimes(1, { logErrorsBeforeRetry: true });
