/** The part of jest's results that the reporter reads. */
export interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly testFilePath: string;
    readonly testExecError?: { readonly message: string };
    readonly testResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Prints at the end of a run what failed, and the closing line. */
export default class PlainReporter {
  onRunComplete(contexts: unknown, results: Results): void;
}
