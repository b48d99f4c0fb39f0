import { jest } from '@jest/globals';

// several processes, servers and undo windows stand behind a step; a wait ends before its test does
jest.setTimeout(180_000);
