import type { EmulatorContext } from '../emulator/context.js';
import type { Workspace } from '../emulator/workspace.js';

/** A page of an installation; in the end, the last one. */
export interface FinalPage {
  readonly status: number;
  readonly text: string;
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

function authorizeLink(context: EmulatorContext, answer: Response, page: string): URL {
  const start = `${context.url}/oauth/v2/authorize`;
  const link = answer.headers.get('location') ?? new RegExp(`href="(${start}[^"]*)"`).exec(page)?.[1];
  if (!link?.startsWith(start)) throw new Error(`The install page leads elsewhere: ${link ?? page.slice(0, 200)}`);
  return new URL(link.replaceAll('&amp;', '&'));
}

/** Reads a page to its end: a body that nobody reads keeps its connection open, and so the process alive. */
const read = async (answer: Response): Promise<FinalPage> => ({ status: answer.status, text: await answer.text() });

/** Installs the app as a user would: from the app's install page through Slack's consent page back to the app. */
export async function installApp(
  context: EmulatorContext,
  workspace: Workspace,
  userId: string,
  installUrl: string,
): Promise<FinalPage> {
  const begin = await fetch(installUrl, { redirect: 'manual' });
  const link = authorizeLink(context, begin, await begin.text());
  link.searchParams.set('team', workspace.team.id);
  const page = await read(await fetch(link));
  if (page.status >= 400) return page;
  const form = new URLSearchParams(link.searchParams);
  form.set('user_id', userId);
  const agreed = await fetch(`${context.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const decision = await read(agreed);
  const back = agreed.headers.get('location');
  return back ? read(await fetch(back, { redirect: 'manual', headers: { cookie: cookiesOf(begin) } })) : decision;
}
