import { pickColleaguesToAsk } from '../../sandbox/demo/pick-colleagues-to-ask.js';
import { viewClosed } from '../../sandbox/slack/driver/payloads.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { ShownView } from '../../sandbox/slack/driver/shown-surfaces.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { listeners } from '../../src/slack/app/listeners.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { SUBCOMMANDS } from '../../src/slack/features/command/referrals-command.js';
import { SUBJECTS } from '../../src/slack/features/settings/settings-field-ids.js';
import { REASON } from '../../src/slack/parts/decline-reasons.js';
import { ACTION, LOOKUP, MODAL, SHORTCUT, SHOWN } from '../../src/slack/reply/action-ids.js';
import { offersOf, openRefer } from '../support/e2e-actions.js';
import type { TestStage } from '../support/open-stage.js';
import type { Json } from '../support/payload-mutations.js';
import type { GoodRequest, Way } from './good-request.js';
import { cardFor, insist, newInvite, PATIENCE_MS, untilDone } from './wait-for-state.js';

type Fields = { readonly [key: string]: Json };

/** Records what Slack sends while people use Baton. */
export async function recordSlack(stage: TestStage): Promise<GoodRequest[]> {
  const contents: Fields[] = [];
  stage.requests.on(({ content }) => void contents.push(content as Fields));
  await playCards(stage);
  await playForms(stage);
  await playHome(stage);
  await sayCommands(stage);
  await tellEvents(stage);
  await untilDone(stage);
  const recorded = contents.map(requestOf);
  const all = [...recorded, ...closings(stage, contents), ...envelopes(stage)];
  return unique([...all, ...neverPressed(all)]);
}

/** Ana decides each invite in another way. */
async function playCards(stage: TestStage): Promise<void> {
  const { driver } = stage;
  const [ana, ben] = [driver.as('ana'), driver.as('ben')];
  const letter = 'Hello Ana, this is a long letter. '.repeat(200);
  const invites = await Promise.all(Array.from({ length: 4 }, () => newInvite(stage, 'f-ana', { letter })));
  const [referred, declined, accepted, asked] = invites;
  if (!referred || !declined || !accepted || !asked) throw new Error('an invite is missing');
  const first = await cardFor(ana, referred);
  await insist('Ben is found', () => openRefer(ana, first, referred, 'Ben Okoro'));
  await ana.submit();
  const card = await cardFor(ana, declined);
  await ana.press(card, ACTION.letter);
  await untilForm(ana, SHOWN.letter);
  await ana.dismiss();
  await ana.press(card, ACTION.decline);
  const form = await untilForm(ana, MODAL.decline);
  await ana.pick(form, VALUE, 'too-busy', '', { blockId: REASON });
  await ana.submit();
  await ana.press(await cardFor(ana, accepted), ACTION.accept);
  await ana.press(await cardFor(ana, asked), ACTION.ask);
  const ask = await untilForm(ana, MODAL.ask);
  await insist('Ben is found', () => pickColleaguesToAsk(ana, ask, ['Ben Okoro']));
  await ana.submit();
  const question = await ben.untilMessage((message) => offersOf(message).includes(ACTION.answerNo), {
    ms: PATIENCE_MS,
  });
  await ben.press(question, ACTION.answerNo);
}

/** The forms of members and admins. */
async function playForms({ driver }: TestStage): Promise<void> {
  const [ana, olga] = [driver.as('ana'), driver.as('olga')];
  await ana.shortcut(SHORTCUT.addFromMessage, { type: 'message', ts: '1.2', text: PASTED, user: ana.id });
  await untilForm(ana, MODAL.addInvite);
  await ana.dismiss();
  await ana.shortcut(SHORTCUT.add);
  await untilForm(ana, MODAL.pasteInvite);
  ana.fill(VALUE, PASTED, { blockId: 'paste' });
  await ana.submit();
  await untilForm(ana, MODAL.addInvite);
  await ana.submit();
  await ana.dismiss();
  await olga.command('link');
  const link = await untilForm(olga, MODAL.link);
  await olga.lookUp(link, LOOKUP.person, 'ben');
  olga.fill(VALUE, driver.as('ben').id, { blockId: 'member' });
  await olga.submit();
  await olga.dismiss().catch(() => undefined);
  for (const subject of SUBJECTS) {
    await olga.command('settings');
    await olga.press(await untilForm(olga, SHOWN.settings), ACTION.settingsSubject, { value: subject });
    const settings = await untilForm(olga, MODAL.settings);
    if (offersOf(settings).includes(LOOKUP.timeZone)) await olga.lookUp(settings, LOOKUP.timeZone, 'ber');
    await olga.submit();
    await closeAll(olga);
  }
  await olga.command('connect vollna');
  await untilForm(olga, MODAL.connect);
  olga.fill(VALUE, 'A Vollna of the form', { blockId: 'name' });
  await olga.submit();
  await olga.dismiss().catch(() => undefined);
  await olga.command('connect');
  const connections = await untilForm(olga, SHOWN.connections);
  await olga.press(connections, ACTION.addConnection);
  const choice = await untilForm(olga, MODAL.chooseSource);
  await olga.pick(choice, VALUE, 'email', '', { blockId: 'source' });
  await olga.submit();
  await closeAll(olga);
}

const untilForm = (person: Person, id: string): Promise<ShownView> =>
  person.untilModal(({ callbackId }) => callbackId === id, PATIENCE_MS);

async function closeAll(person: Person): Promise<void> {
  for (let open = true; open; )
    await person.dismiss().catch(() => {
      open = false;
    });
}

const PASTED = `Job details
Payment service for a bakery
Original message from client
Hi Ana, can you help?
Budget: $500
https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657
https://www.upwork.com/jobs/~021955676437925687781`;

async function playHome({ driver }: TestStage): Promise<void> {
  const ana = driver.as('ana');
  await ana.openHome();
  const home = await ana.untilHome((view) => offersOf(view).includes(ACTION.profile), PATIENCE_MS);
  await ana.press(home, ACTION.profile);
  await untilForm(ana, MODAL.profile);
  await ana.submit();
  await ana.press(home, ACTION.privacy);
  await untilForm(ana, SHOWN.privacy);
  await ana.dismiss();
  await driver.as('olga').openHome();
}

/** Words that the command understands, and some that it does not. `rotate` would take the webhooks' secrets away. */
async function sayCommands({ driver }: TestStage): Promise<void> {
  const ana = driver.as('ana');
  const words = [
    ...SUBCOMMANDS.filter((word) => word !== 'rotate'),
    ...['available yes', 'available no until 2099-12-31', 'skills React, Vue', 'feedback It is good.', 'help me'],
    ...[`<@${driver.as('ben').id}|ben>`, 'add https://www.upwork.com/jobs/~021955676437925687781', 'bogus words'],
  ];
  for (const word of words) {
    await ana.command(word);
    await closeAll(ana);
  }
}

async function tellEvents({ driver }: TestStage): Promise<void> {
  await driver.userChange('gus', { tz: 'Europe/Paris' });
  await driver.event({ type: 'team_join', user: { id: driver.as('gus').id, name: 'gus', profile: {} } });
  await driver.event({ type: 'message', channel: 'C1', user: driver.as('ana').id, text: 'hi' });
}

/** The tenant that may lose Baton in a run. */
const LOSABLE = { team_id: '{{losable-team}}', user_id: '{{losable-bot}}', is_bot: true, is_enterprise_install: false };

/** Events that the driver does not send here, and envelopes without an event. */
function envelopes({ slack }: TestStage): GoodRequest[] {
  const event = (inner: Fields): Fields => ({
    token: 'verification-token',
    team_id: '{{losable-team}}',
    api_app_id: slack.context.app.appId,
    event: { event_ts: '1.1', ...inner },
    type: 'event_callback',
    event_id: '{{fresh}}',
    event_time: 1_772_000_000,
    authorizations: [{ enterprise_id: null, ...LOSABLE }],
  });
  return [
    event({ type: 'app_uninstalled' }),
    event({ type: 'tokens_revoked', tokens: { oauth: [], bot: ['{{losable-bot}}'] } }),
    { token: 't', type: 'url_verification', challenge: 'a-challenge' },
    { token: 't', type: 'app_rate_limited', team_id: '{{team}}', minute_rate_limited: 1, api_app_id: 'A0BATON' },
    { ssl_check: '1', token: 't' },
  ].map(requestOf);
}

/** Modals that people close. */
const closings = ({ slack }: TestStage, contents: readonly Fields[]): GoodRequest[] =>
  contents
    .filter(({ type }) => type === 'view_submission')
    .map(({ view }) => {
      const user = slack.users.ana;
      if (!user) throw new Error('Ana is missing');
      const actor = { workspace: slack, appId: slack.context.app.appId, user };
      return requestOf(viewClosed(actor, view as Record<string, unknown>) as Fields);
    });

/** Makes the request of what Slack sent. */
function requestOf(content: Fields): GoodRequest {
  const { command, event, type } = content;
  const isJson = event !== undefined || type === 'url_verification' || type === 'app_rate_limited';
  const whole =
    isJson || command !== undefined || 'ssl_check' in content ? timeless(content) : { payload: timeless(content) };
  return {
    way: wayOf(content),
    name: nameOf(content),
    method: 'POST',
    path: ENDPOINT_PATHS.events,
    headers: {},
    format: isJson ? 'json' : 'form',
    content: whole,
    proof: 'slack',
  };
}

/** Puts names in place of what holds for one sending. */
const timeless = (content: Fields): Fields => ({
  ...content,
  ...('trigger_id' in content && { trigger_id: '{{trigger}}' }),
  ...('response_url' in content && { response_url: '{{response-url}}' }),
  ...('event_id' in content && { event_id: '{{fresh}}' }),
});

const WAY_OF: Readonly<Record<string, Way>> = {
  block_actions: 'clicks',
  block_suggestion: 'look-ups',
  view_submission: 'submissions',
  view_closed: 'closings',
  shortcut: 'shortcuts',
  message_action: 'shortcuts',
};

const wayOf = ({ command, type }: Fields): Way =>
  command === undefined ? (WAY_OF[String(type)] ?? 'events') : 'commands';

const part = (value: Json | undefined, key: string): Json | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, Json>)[key] : undefined;

function nameOf(content: Fields): string {
  const { command, text, type, event, view, callback_id: callback, action_id: lookUp, actions } = content;
  if (command !== undefined) return `command ${String(text)}`;
  if (event !== undefined) return `event ${String(part(event, 'type'))}`;
  const about = lookUp ?? callback ?? part(part(actions, '0'), 'action_id') ?? part(view, 'callback_id') ?? '';
  const where =
    actions === undefined ? '' : view === undefined ? ' on a message' : ` on a ${String(part(view, 'type'))}`;
  const state = type === 'view_submission' ? Object.keys((part(part(view, 'state'), 'values') ?? {}) as object)[0] : '';
  return [String(type ?? 'ssl_check'), about, state].filter(Boolean).join(' ') + where;
}

/** Presses every button that nobody pressed, on the surfaces of those that were pressed. */
function neverPressed(all: readonly GoodRequest[]): GoodRequest[] {
  const surfaces = ['message', 'home', 'modal'].flatMap(
    (surface) => all.find(({ way, name }) => way === 'clicks' && name.endsWith(` on a ${surface}`)) ?? [],
  );
  const missing = Object.keys(listeners.clicks).filter(
    (id) => !all.some(({ name }) => name.startsWith(`block_actions ${id} `)),
  );
  const clicks = surfaces.flatMap((surface) => missing.map((id) => pressed(surface, id)));
  const lookUp = all.find(({ way }) => way === 'look-ups');
  const unsought = Object.keys(listeners.lookUps).filter(
    (id) => !all.some(({ name }) => name === `block_suggestion ${id}`),
  );
  const submission = all.find(({ way }) => way === 'submissions');
  const unsent = Object.keys(listeners.submissions).filter(
    (id) => !all.some(({ name }) => name.startsWith(`view_submission ${id}`)),
  );
  return [
    ...clicks,
    ...(lookUp ? unsought.map((id) => payloadWith(lookUp, `block_suggestion ${id}`, { action_id: id })) : []),
    ...(submission
      ? unsent.map((id) => {
          const view = part(part(submission.content, 'payload'), 'view') as Fields;
          return payloadWith(submission, `view_submission ${id}`, { view: { ...view, callback_id: id } });
        })
      : []),
  ];
}

const payloadWith = (good: GoodRequest, name: string, fields: Fields): GoodRequest => ({
  ...good,
  name,
  content: { payload: { ...(part(good.content, 'payload') as Fields), ...fields } },
});

/** What a button carries, where it is no invite. */
const CARRIED: Readonly<Record<string, string>> = {
  [ACTION.undo]: '{{referral}}',
  [ACTION.handedOff]: '{{referral}}',
  [ACTION.takeBack]: '{{referral}}',
  [ACTION.handoffTrouble]: '{{referral}}',
  [ACTION.removeConnection]: '{{connection:spare}}',
  [ACTION.pauseConnection]: '{{connection:spare}}',
  [ACTION.resumeConnection]: '{{connection:spare}}',
  [ACTION.testConnection]: '{{connection:contract}}',
  [ACTION.lookAgain]: '{{connection:contract}}',
  [ACTION.setUpConnection]: '{{connection:contract}}',
};

function pressed(surface: GoodRequest, id: string): GoodRequest {
  const payload = part(surface.content, 'payload') as Fields;
  const [action] = payload.actions as readonly Fields[];
  const value = CARRIED[id] ?? '{{invite}}';
  const option = { text: { type: 'plain_text', text: 'x' }, value };
  const name = surface.name.replace(/^(block_actions )\S+/, `$1${id}`);
  return payloadWith(surface, name, {
    ...(id === ACTION.deleteData && { user: { ...(payload.user as Fields), id: '{{cara}}' } }),
    actions: [{ ...action, action_id: id, value, selected_option: option }],
  });
}

const unique = (all: readonly GoodRequest[]): GoodRequest[] => [...new Map(all.map((one) => [one.name, one])).values()];
