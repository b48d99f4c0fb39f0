import { jest } from '@jest/globals';

// several processes, servers and undo windows stand behind a step
jest.setTimeout(60_000);
