import { jest } from '@jest/globals';

// a long hunt takes as long as it takes
jest.setTimeout(process.env.FC_RUNS ? 86_400_000 : 300_000);
