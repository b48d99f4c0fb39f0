import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkManifests, problemsOf } from '../../../manifests/check-manifests.js';

const root = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const http = read('slack-manifest.yml');
const socket = read('manifests/slack-manifest.socket.yml');

test('the manifests say what the code does', () => {
  const said: string[] = [];
  expect(checkManifests(read, (line) => said.push(line))).toBe(0);
  expect(said).toHaveLength(2);
});

describe('a manifest that says something else is told apart', () => {
  test.each([
    ['a scope is missing', '      - im:history\n', '', 'oauth_config.scopes.bot: im:history is missing'],
    [
      'a scope too many',
      '      - commands\n',
      '      - commands\n      - files:read\n',
      'files:read is not in the code',
    ],
    ['an event is missing', '      - tokens_revoked\n', '', 'bot_events: tokens_revoked is missing'],
    ['another command', 'command: /referrals', 'command: /refer', 'features.slash_commands.0.command'],
    ['another address', 'slack/oauth_redirect', 'oauth', 'redirect_urls'],
    ['no look-ups', /.*message_menu_options_url.*\n/, '', 'message_menu_options_url: the manifest says nothing'],
    ['no Home tab', 'home_tab_enabled: true', 'home_tab_enabled: false', 'home_tab_enabled'],
    ['the socket', 'socket_mode_enabled: false', 'socket_mode_enabled: true', 'socket_mode_enabled'],
    ['a long description', 'description: Passes', `description: ${'x'.repeat(140)}`, '1 to 140'],
  ])('%s', (_name, from, to, problem) => {
    const changed = http.replace(from, to);
    expect(changed).not.toBe(http);
    expect(problemsOf(changed, false).join('\n')).toContain(problem);
  });

  test('an address in the socket variant', () => {
    const changed = socket.replace('is_enabled: true', 'is_enabled: true\n    request_url: https://x.example');
    expect(problemsOf(changed, true)).toEqual([expect.stringContaining('settings.interactivity.request_url')]);
  });

  test('an empty one', () => {
    expect(problemsOf('{}', false).length).toBeGreaterThan(10);
  });

  test('and the check fails with the list', () => {
    const said: string[] = [];
    expect(
      checkManifests(
        () => http.replace('      - commands\n', ''),
        (line) => said.push(line),
      ),
    ).toBe(1);
    expect(said.join('\n')).toContain('commands is missing');
  });
});
