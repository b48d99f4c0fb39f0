import type { Answer } from './answer.js';
import type { Desk } from './desk.js';

/**
 * For a program that plays Slack's users from another process: what Slack's API does not let one read.
 * `calls?since=N`: the app's calls after the Nth. `screen?user=U`: that person's modals, Home and ephemeral messages.
 */
export function control({ calls, screen }: Desk, what: string, query: URLSearchParams): Answer {
  const user = query.get('user') ?? '';
  const since = Number(query.get('since') ?? 0);
  if (what === 'calls') return { status: 200, body: { calls: calls.all.filter(({ n }) => n > since) } };
  if (what === 'screen') {
    const home = screen.home(user) ?? null;
    return { status: 200, body: { modals: screen.modals(user), home, ephemerals: screen.ephemerals(user) } };
  }
  return { status: 404, body: { ok: false, error: 'ask for calls or screen' } };
}
