import { afterEach, describe, expect, jest, test } from '@jest/globals';
import PlainReporter, { type Results } from '../../support/plain-reporter.js';

const passed = { fullName: 'all is well', status: 'passed', failureMessages: [] };
const failed = (fullName: string, message: string) => ({ fullName, status: 'failed', failureMessages: [message] });

/** Returns what the reporter prints at the end of a run. */
function printed(results: Partial<Results>): string {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  new PlainReporter().onRunComplete(undefined, {
    ...none,
    ...{ numRuntimeErrorTestSuites: 0, testResults: [] },
    ...results,
  });
  return written.join('');
}

afterEach(() => void jest.restoreAllMocks());

describe('the end of a run', () => {
  test('is one line when all passed', () => {
    const testResults = [{ testFilePath: '/a.test.ts', testResults: [passed] }];
    expect(printed({ numPassedTests: 1, testResults })).toBe('1 passed, 0 failed\n');
    expect(printed({ numPassedTests: 1, numPendingTests: 1, numTodoTests: 1 })).toBe('1 passed, 0 failed, 2 skipped\n');
  });

  test('names each failed test with the first line of its message, cut and without colours', () => {
    const colourful = '\u001b[31mError: it is\u001b[39m red\n    at somewhere';
    const testResults = [
      { testFilePath: `${process.cwd()}/test/a.test.ts`, testResults: [failed('one two', colourful), passed] },
      { testFilePath: `${process.cwd()}/test/b.test.ts`, testResults: [failed('long', 'x'.repeat(1000))] },
    ];
    expect(printed({ numPassedTests: 1, numFailedTests: 2, testResults })).toBe(
      [
        'FAILED test/a.test.ts › one two: Error: it is red',
        `FAILED test/b.test.ts › long: ${'x'.repeat(200)}`,
        '1 passed, 2 failed\n',
      ].join('\n'),
    );
  });

  test('names a file that could not run', () => {
    const testExecError = { message: 'SyntaxError: no\nmore' };
    const testResults = [{ testFilePath: `${process.cwd()}/test/a.test.ts`, testExecError, testResults: [] }];
    expect(printed({ numRuntimeErrorTestSuites: 1, testResults })).toBe(
      'FAILED test/a.test.ts: SyntaxError: no\n0 passed, 1 failed\n',
    );
  });
});
