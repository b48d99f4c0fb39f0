import type { Acted, Entered, MenuOption, MessageSpot, Spot, VendorId, WireDetail } from '../protocol.js';

/** An element on a person's screen, with what was entered around it. */
export interface Target {
  readonly user: string;
  readonly spot: Spot;
  readonly entered: Entered;
  readonly blockId: string;
  readonly actionId: string;
}

const UNREACHABLE = 'The demo does not answer. Is it still running?';

async function post<T>(path: string, input: object): Promise<T & Acted> {
  try {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
    return await (await fetch(path, init)).json();
  } catch {
    return { trouble: UNREACHABLE } as T & Acted;
  }
}

export const press = (target: Target): Promise<Acted> => post('/press', target);

export const enter = (target: Target, value: unknown): Promise<Acted> => post('/enter', { ...target, value });

/** Looks options up, as Slack does while somebody types. */
export async function options(target: Target, query: string): Promise<readonly MenuOption[]> {
  const found = await post<readonly MenuOption[]>('/options', { ...target, query });
  return Array.isArray(found) ? found : [];
}

export const submit = (on: Omit<Target, 'blockId' | 'actionId'>): Promise<Acted> => post('/submit', on);

export const closeModal = (user: string): Promise<Acted> => post('/close', { user });

export const openHome = (user: string): Promise<Acted> => post('/home', { user });

export const command = (user: string, channel: string, words: string): Promise<Acted> =>
  post('/command', { user, channel, words });

export const shortcut = (user: string, id: string, on?: MessageSpot): Promise<Acted> =>
  post('/shortcut', { user, id, ...(on && { on }) });

export const say = (user: string, channel: string, words: string): Promise<Acted> =>
  post('/say', { user, channel, words });

/** Acts on the marketplace, such as `invitations` or `proposals/<id>/hire`. */
export const onMarket = (what: string, input: object = {}): Promise<Acted> => post('/market', { what, input });

export const toggleTrouble = (id: string, isOn: boolean): Promise<Acted> => post('/trouble', { id, isOn });

/** Connects a service that reports invitations on Upwork. */
export const connectVendor = (id: VendorId, provider?: string): Promise<Acted> =>
  post('/vendor', { id, ...(provider !== undefined && { provider }) });

export const skip = (hours: number): Promise<Acted> => post('/skip', { hours });

/** Reads what a line of the wire carried; null when it is forgotten. */
export async function wireDetail(n: number): Promise<WireDetail | null> {
  return fetch(`/wire/${n}`).then(
    (answer) => answer.json(),
    () => null,
  );
}
