import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { listeners } from '../../../src/slack/app/listeners.js';
import { SCOPES } from '../../../src/slack/app/scopes.js';
import { presentMessage } from '../../../src/slack/delivery/present-message.js';
import { addedModal, addModal, pasteModal } from '../../../src/slack/features/add-invite/add-invite.js';
import { askModal } from '../../../src/slack/features/ask/ask.js';
import { chooseSourceModal } from '../../../src/slack/features/connect/choose-source.js';
import { connectionTestModal } from '../../../src/slack/features/connect/connection-test-modal.js';
import { connectionsModal } from '../../../src/slack/features/connect/connections-modal.js';
import { connectedModal, setUpModal } from '../../../src/slack/features/connect/set-up-form.js';
import { declineModal } from '../../../src/slack/features/decline/decline.js';
import { homeView } from '../../../src/slack/features/home/home.js';
import { clientLetterModal } from '../../../src/slack/features/invite-card/client-letter-modal.js';
import { correctionModal } from '../../../src/slack/features/invite-card/correction-modal.js';
import { handoffTroubleModal } from '../../../src/slack/features/invite-card/handoff-trouble-modal.js';
import { linkModal } from '../../../src/slack/features/link/link.js';
import { privacyModal } from '../../../src/slack/features/privacy/privacy.js';
import { profileModal } from '../../../src/slack/features/profile/profile.js';
import { referModal } from '../../../src/slack/features/refer/refer.js';
import { SUBJECTS } from '../../../src/slack/features/settings/settings-field-ids.js';
import { settingsMenu } from '../../../src/slack/features/settings/settings-menu.js';
import { settingsModal } from '../../../src/slack/features/settings/settings-modal.js';
import { SHOWN } from '../../../src/slack/reply/action-ids.js';
import { noticeModal } from '../../../src/slack/reply/notice-modal.js';
import { createSources } from '../../../src/sources/create-sources.js';
import { buildConnection, buildMember, buildSettings } from '../../support/factories.js';
import { buildHome, usualHome } from '../../support/home-content.js';
import { START } from '../../support/memory-ports.js';
import { allContents, wordyInvite } from '../../support/slack-content.js';
import { words } from './words.js';

/** Everything that can be shown, in every state. */
function* everything(): Generator<object> {
  for (const { content } of allContents('long '.repeat(300))) yield presentMessage(content, words);
  const invite = wordyInvite('long '.repeat(300));
  yield declineModal({ invite, reasons: [] }, '{}', words);
  yield referModal({ invite, reasons: [], picked: undefined, undoSeconds: 60, metadata: '{}' }, words);
  yield askModal({ invite, reasons: [], minutes: 30, metadata: '{}' }, words);
  yield clientLetterModal(invite, words);
  yield noticeModal(words, 'said');
  yield pasteModal(words);
  yield addModal({ draft: { keys: [], skills: [], client: {}, letter: '' }, addressee: 'UANA' }, words);
  yield addedModal({ invite, isNew: false }, 'UANA', words, 'https://agency.slack.example/D1/1');
  yield handoffTroubleModal(invite, '{}', words);
  yield correctionModal(invite, words);
  for (const form of createSources().forms) yield setUpModal({ form, answers: {}, metadata: '{}' }, words);
  yield connectedModal({ id: 'c1', name: 'a', facts: [], copy: [] }, words);
  yield chooseSourceModal(createSources({ hearsWebhooks: false }), words);
  const shown = [{}, { pausedAt: START }].map((given) => ({ connection: buildConnection(given), answers: {} }));
  yield connectionsModal({ shown, forms: createSources().forms, now: START }, words);
  yield connectionTestModal(
    {
      test: { connection: buildConnection(), asked: { facts: [] }, heard: { kind: 'nothing' } },
      form: createSources().forms[0],
      since: START,
    },
    words,
  );
  yield linkModal({ people: [] }, words);
  yield settingsMenu(buildSettings(), words);
  for (const subject of SUBJECTS) yield settingsModal(subject, buildSettings(), words);
  yield privacyModal(words);
  yield profileModal(buildMember(), words);
  yield homeView(usualHome(), words, START);
  yield homeView(buildHome({ connected: false }), words, START);
  yield homeView(buildHome({ member: buildMember({ homeView: { list: 'received', filter: 'all' } }) }), words, START);
}

interface Part {
  readonly type?: string;
  readonly action_id?: string;
  readonly callback_id?: string;
}

const clicks = new Set<string>();
const lookUps = new Set<string>();
const modals = new Set<string>();

/** A choice inside an input block is read with the form; outside it Slack tells of it at once. */
function collect(value: unknown, inForm = false): void {
  if (Array.isArray(value)) for (const item of value) collect(item, inForm);
  else if (value && typeof value === 'object') {
    const { type, action_id: actionId, callback_id: callbackId } = value as Part;
    if (callbackId) modals.add(callbackId);
    if (actionId && !inForm) clicks.add(actionId);
    if (actionId && type?.endsWith('external_select')) lookUps.add(actionId);
    for (const item of Object.values(value)) collect(item, inForm || type === 'input');
  }
}
for (const view of everything()) collect(view);

/** Every method of Slack's API that is called, with the right it takes; null where none is needed. */
const METHODS = {
  'auth.teams.list': null,
  'auth.test': null,
  'blocks.validate': null,
  'bots.info': 'users:read',
  'chat.getPermalink': null,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.history': 'im:history',
  'conversations.replies': 'im:history',
  'files.uploadV2': 'files:write',
  'oauth.v2.access': null,
  'users.list': 'users:read',
  'views.open': null,
  'views.push': null,
  'views.update': null,
  'views.publish': null,
} as const satisfies Record<string, keyof typeof SCOPES | null>;

const shown: readonly string[] = Object.values(SHOWN);

describe('what is shown and what is listened to are the same', () => {
  test('buttons and choices', () => {
    expect([...clicks].sort()).toEqual(Object.keys(listeners.clicks).sort());
  });

  test('look-ups', () => {
    expect([...lookUps].sort()).toEqual(Object.keys(listeners.lookUps).sort());
  });

  test('modals that are submitted', () => {
    const submitted = [...modals].filter((id) => !shown.includes(id));
    expect(submitted.sort()).toEqual(Object.keys(listeners.submissions).sort());
  });
});

describe('the scopes and the code are the same', () => {
  const folder = new URL('../../../src/slack/', import.meta.url);
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'));
  const source = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  const called = [...source.matchAll(/\bclient\s*\.((?:\w+\.)+\w+)\(/g)].map(([, method]) => method ?? '');

  test('every method that is called is in the table, and none besides', () => {
    expect([...new Set(called)].sort()).toEqual(Object.keys(METHODS).sort());
  });

  test('every scope is asked for by a method, the command or the addresses of members', () => {
    const asked = new Set([
      ...Object.values(METHODS).filter((scope) => scope !== null),
      'commands',
      'users:read.email',
    ]);
    expect([...asked].sort()).toEqual(Object.keys(SCOPES).sort());
    expect(source).toContain('profile.email');
  });
});
