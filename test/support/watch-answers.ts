/** The app's HTTP answers to Slack's requests. They are no calls to Slack, so no recorder of calls has them. */
export interface Answers {
  /** Returns the answers since the last call. */
  taken(): unknown[];
  stop(): void;
}

/** Records the answers to this process's requests to `url`. */
export function watchAnswers(url: string): Answers {
  const { fetch } = globalThis;
  const seen: unknown[] = [];
  globalThis.fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (String(input) === url) seen.push(parsed(await answer.clone().text()));
    return answer;
  };
  return {
    taken: () => seen.splice(0),
    stop: () => {
      globalThis.fetch = fetch;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
