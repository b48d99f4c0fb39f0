import { SHORTCUT } from '../reply/action-ids.js';
import { ENDPOINT_PATHS } from './endpoint-paths.js';
import { listeners } from './listeners.js';
import { SCOPES } from './scopes.js';

/** A parsed manifest. */
export type Manifest = Readonly<Record<string, unknown>>;

/** The parts of a manifest that the code determines, by path. `origin` is the public address. */
export function manifestOfCode(origin: string, command: string, overSocket: boolean): Record<string, unknown> {
  const events = `${origin}${ENDPOINT_PATHS.events}`;
  return {
    'features.app_home.home_tab_enabled': 'app_home_opened' in listeners.events,
    'features.app_home.messages_tab_enabled': true,
    'features.slash_commands.0.command': command,
    'features.slash_commands.0.url': overSocket ? undefined : events,
    'features.slash_commands.1': undefined,
    'features.shortcuts.0.callback_id': SHORTCUT.add,
    'features.shortcuts.0.type': 'global',
    'features.shortcuts.1.callback_id': SHORTCUT.addFromMessage,
    'features.shortcuts.1.type': 'message',
    'features.shortcuts.2': undefined,
    'oauth_config.redirect_urls': overSocket ? undefined : [`${origin}${ENDPOINT_PATHS.redirect}`],
    'oauth_config.scopes.bot': Object.keys(SCOPES).sort(),
    'oauth_config.scopes.user': undefined,
    'settings.event_subscriptions.bot_events': Object.keys(listeners.events).sort(),
    'settings.event_subscriptions.user_events': undefined,
    'settings.event_subscriptions.request_url': overSocket ? undefined : events,
    'settings.interactivity.is_enabled': true,
    'settings.interactivity.request_url': overSocket ? undefined : events,
    'settings.interactivity.message_menu_options_url': overSocket ? undefined : events,
    'settings.socket_mode_enabled': overSocket,
  };
}

/** Slack's shortest and longest lengths of a manifest's texts, in characters. */
const LENGTHS: Readonly<Record<string, readonly [number, number]>> = {
  'display_information.name': [1, 35],
  'display_information.description': [1, 140],
  'display_information.long_description': [175, 4000],
  'features.bot_user.display_name': [1, 80],
  'features.slash_commands.0.description': [1, 2000],
  'features.slash_commands.0.usage_hint': [0, 1000],
  'features.shortcuts.0.name': [1, 24],
  'features.shortcuts.0.description': [1, 150],
  'features.shortcuts.1.name': [1, 24],
  'features.shortcuts.1.description': [1, 150],
};

/** Lists the differences between a manifest and the code, one line each. */
export function compareManifest(manifest: Manifest, code: Readonly<Record<string, unknown>>): string[] {
  const wrong = Object.entries(code).flatMap(([path, wanted]) => difference(path, at(manifest, path), wanted));
  const lengths = Object.entries(LENGTHS).flatMap(([path, [min, max]]) => {
    const { length } = String(at(manifest, path) ?? '');
    return length < min || length > max ? [`${path}: ${length} characters, where Slack takes ${min} to ${max}`] : [];
  });
  return [...wrong, ...lengths];
}

function difference(path: string, found: unknown, wanted: unknown): string[] {
  if (Array.isArray(wanted) && Array.isArray(found)) {
    const missing = wanted.filter((item) => !found.includes(item)).map((item) => `${path}: ${item} is missing`);
    const idle = found.filter((item) => !wanted.includes(item)).map((item) => `${path}: ${item} is not in the code`);
    return [...missing, ...idle];
  }
  if (found === wanted) return [];
  return [`${path}: the manifest says ${show(found)}, the code ${show(wanted)}`];
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
