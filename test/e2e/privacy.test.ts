import { describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { PURGE_AFTER_MS } from '../../src/domain/workspace/uninstall-tenant.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { de } from '../../src/slack/words/de.js';
import { en } from '../../src/slack/words/en.js';
import { configure } from '../support/change-settings.js';
import {
  arrive,
  effectsOn,
  idOf,
  inviteNow,
  isDecided,
  isOpen,
  offersOf,
  pickerOf,
  refer,
  referralOf,
  setUndoWindow,
  storedInvite,
  untilAtRest,
  untilCard,
  untilNews,
  untilReferral,
  whisperAfter,
  wordsOf,
} from '../support/e2e-actions.js';
import { untilFile, wish } from '../support/edit-profile.js';
import { buildProfile } from '../support/factories.js';
import { FORM, forgeReferral } from '../support/forge-payloads.js';
import { endUndoWindow, hastenAll, makeDue, timerOf } from '../support/make-due.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);
const namesIn = (rows: readonly [string, string][]) => rows.map(([name]) => name);

describe('privacy and people', () => {
  test('hide me: nobody is offered me as a colleague, whatever a payload says', async () => {
    await wish(as('cara'), ['hidden']);
    const invite = await arrive(stage());
    expect(namesIn(await pickerOf(as('ana'), invite))).not.toContain('Cara Weiss');
    const { text } = await forgeReferral(stage(), 'ana', invite, `member:${as('cara').id}`);
    expect(text).toContain(en.refusal['referral.notEligible']);
    await wish(as('cara'), []);
    expect(namesIn(await pickerOf(as('ana'), invite))).toContain('Cara Weiss');
  });

  test('guests are colleagues only where an admin allows it', async () => {
    const invite = await arrive(stage());
    const gus = `member:${stage().slack.users.gus?.id}`;
    expect(namesIn(await pickerOf(as('ana'), invite))).not.toContain('Gus Guest');
    expect((await forgeReferral(stage(), 'ana', invite, gus)).text).toContain(en.refusal['referral.isGuest']);
    await configure(stage(), { guests: [{ value: 'guests', text: { type: 'plain_text', text: 'Guests' } }] });
    expect(namesIn(await pickerOf(as('ana'), invite))).toContain('Gus Guest');
    await configure(stage(), { guests: [] });
  });

  test('export my data from the Home: everything of mine, and no secret', async () => {
    await as('ben').command('skills Go, Rust');
    await as('ben').openHome();
    await as('ben').press(await as('ben').untilHome((view) => offersOf(view).includes(ACTION.privacy)), ACTION.privacy);
    await as('ben').press(await as('ben').untilModal(), ACTION.exportData);
    await as('ben').untilModal((view) => wordsOf(view).includes(en.files.planned['export-data']));
    await as('ben').dismiss();
    await as('ben').dismiss();
    const { bytes } = await untilFile(stage(), as('ben'), 'my-data.json');
    const data = JSON.parse(bytes.toString());
    expect(data.member).toMatchObject({ name: 'Ben Okoro', email: 'ben@studio-north.example', skills: ['Go', 'Rust'] });
    expect(bytes.toString()).not.toMatch(/xoxb-|whsec_|"work"/);
  });

  test('delete my data: my name and words go everywhere, counts stay, others read “a member”, also where it was posted', async () => {
    const invite = await arrive(stage(), { freelancer: 'f-cara' });
    await refer(as('cara'), invite, 'Ben Okoro', { toColleague: 'Only for you, Ben' });
    const { receivedExternalId } = await untilReferral(stage(), invite, 'forwarded');
    await untilAtRest(stage());
    await as('cara').openHome();
    await as('cara').press(await as('cara').untilHome((now) => offersOf(now).includes(ACTION.privacy)), ACTION.privacy);
    const view = await as('cara').untilModal((now) => offersOf(now).includes(ACTION.deleteData));
    expect(wordsOf(view)).toContain('confirm');
    await as('cara').press(view, ACTION.deleteData);
    await as('cara').untilModal((now) => wordsOf(now).includes(de.privacy.planned));
    await as('cara').dismiss();
    await as('cara').dismiss();
    const { truth, tenantId } = stage();
    const gone = await eventually('the member is forgotten', async () => {
      const member = await truth.ports.members.get(tenantId, as('cara').id);
      return member?.forgottenAt !== undefined && member;
    });
    expect(gone).toMatchObject({ name: '', skills: [] });
    expect(gone.email).toBeUndefined();
    await as('cara').untilHome((now) => wordsOf(now).includes('Your data is deleted'));
    await stage().driver.userChange('cara', { real_name: 'Cara Again' });
    expect(gone.accounts).toEqual([]);
    const referral = await truth.ports.referrals.ofInvite(tenantId, invite.id);
    expect(referral).toMatchObject({ from: { slackUserId: as('cara').id, name: '' } });
    expect(referral?.noteToColleague).toBeUndefined();
    const bens = await truth.ports.invites.byExternalId(tenantId, String(receivedExternalId));
    expect(JSON.stringify(bens)).not.toMatch(/Cara|Only for you/);
    await hastenAll(stage(), ['deliver-message']);
    const { json } = await as('ben').command('');
    expect(JSON.stringify(json)).toMatch(/from a member: sent, no answer yet/);
    await as('ben').untilMessage(
      (message) =>
        idOf(message) === `card.${bens?.id}.${as('ben').id}` && wordsOf(message).includes('A member referred you'),
    );
    expect((await truth.ports.tallies.of(tenantId, as('cara').id, ['all']))[0]?.counts.sent).toBe(1);
    expect((await truth.ports.members.get(tenantId, as('cara').id))?.name).toBe('');
    await wish(as('cara'), []);
    await eventually('the member is known again', async () => {
      const member = await truth.ports.members.get(tenantId, as('cara').id);
      return member?.name !== '' && member?.forgottenAt === undefined;
    });
  });

  test('delete my data while my referral is held: it goes out with my words first, then they go everywhere', async () => {
    await setUndoWindow(stage(), 3600);
    const invite = await arrive(stage(), { freelancer: 'f-cara' });
    await refer(as('cara'), invite, 'Ben Okoro', { toColleague: 'My last words, Ben' });
    await as('cara').openHome();
    await as('cara').press(await as('cara').untilHome((now) => offersOf(now).includes(ACTION.privacy)), ACTION.privacy);
    await as('cara').press(
      await as('cara').untilModal((now) => offersOf(now).includes(ACTION.deleteData)),
      ACTION.deleteData,
    );
    await as('cara').untilModal((now) => wordsOf(now).includes(de.privacy.planned));
    await as('cara').dismiss();
    await as('cara').dismiss();
    const { truth, tenantId } = stage();
    const cara = async () => truth.ports.members.get(tenantId, as('cara').id);
    await eventually('the deletion waits', async () => {
      const planned = (await cara())?.work.find(({ job }) => job === 'forget-member');
      return planned && planned.at > new Date();
    });
    expect(await cara()).toMatchObject({ name: 'Cara Again' });
    await endUndoWindow(stage(), await referralOf(stage(), invite));
    const { receivedExternalId } = await untilReferral(stage(), invite, 'forwarded');
    const bens = await storedInvite(stage(), String(receivedExternalId));
    // her name on the marketplace, or in Slack: whichever told of the invitation first
    const byName = expect.stringMatching(/^Cara (Weiss|Again)$/);
    expect(bens.referredIn).toMatchObject({ byName, note: 'My last words, Ben' });
    await untilCard(as('ben'), bens, (now) => wordsOf(now).includes('My last words'));
    await hastenAll(stage(), ['forget-member']);
    await eventually('the member is forgotten', async () => (await cara())?.forgottenAt !== undefined);
    await hastenAll(stage(), ['deliver-message']);
    await untilCard(as('ben'), bens, (now) => wordsOf(now).includes('A member referred you'));
    expect(JSON.stringify(await inviteNow(stage(), bens))).not.toMatch(/Cara|last words/);
    expect(JSON.stringify(await referralOf(stage(), invite))).not.toMatch(/Cara|last words/);
    await wish(as('cara'), []);
    await setUndoWindow(stage(), 0);
    await untilAtRest(stage());
  });

  test('who leaves becomes a former member; their open invites go to a manager, who decides in their place', async () => {
    const passedOn = await arrive(stage());
    await refer(as('ana'), passedOn, 'Ben Okoro');
    await untilReferral(stage(), passedOn, 'forwarded');
    const open = await arrive(stage(), { freelancer: 'f-ben' });
    await untilCard(as('ben'), open);
    await untilAtRest(stage());
    await stage().driver.userChange('ben', { deleted: true });
    const olgas = await as('olga').untilMessage(
      (message) => idOf(message) === `manager-nudge.${open.id}.left.${as('olga').id}`,
    );
    expect(offersOf(olgas)).toContain(ACTION.accept);
    await as('olga').press(olgas, ACTION.accept);
    await as('olga').untilMessage((message) => idOf(message) === idOf(olgas) && isDecided(message));
    const invite = await stage().truth.ports.invites.get(open);
    expect(invite).toMatchObject({ status: 'accepted', decision: { onBehalfOf: { slackUserId: as('ben').id } } });
    const { json } = await as('ana').command('');
    expect(JSON.stringify(json)).toContain('to Former member:');
    expect(JSON.stringify(json)).not.toContain('Ben Okoro');
    const next = await arrive(stage());
    expect(namesIn(await pickerOf(as('ana'), next))).not.toContain('Ben Okoro');
    await stage().driver.userChange('ben', { deleted: false });
  });

  test('who installed Baton and is a guest by now decides and sets nothing any more; a manager does', async () => {
    const { truth, driver, tenantId } = stage();
    await driver.userChange('cara', { deleted: true });
    await eventually(
      'Cara has left',
      async () => (await truth.ports.members.get(tenantId, as('cara').id))?.isDeactivated,
    );
    const before = (await truth.ports.tenants.latest(tenantId))?.settings.managers ?? [];
    await truth.ports.tenants.configure(tenantId, { managers: [as('ben').id] });
    const unlinked = await arrive(stage(), { freelancer: 'f-cara' });
    const olgas = await untilCard(as('olga'), unlinked);
    await driver.userChange('olga', { is_admin: false, is_owner: false, is_restricted: true });
    const bens = await untilCard(as('ben'), unlinked);
    const refused = await whisperAfter(as('olga'), () => as('olga').press(olgas, ACTION.accept));
    expect(wordsOf(refused)).toContain('Only members of the team can do that.');
    expect(JSON.stringify((await as('olga').command('settings')).json)).toContain('Only a workspace admin');
    const next = await arrive(stage(), { freelancer: 'f-cara' });
    await untilCard(as('ben'), next);
    await as('ben').press(bens, ACTION.accept);
    await untilCard(as('ben'), unlinked, isDecided);
    await driver.userChange('olga', { is_admin: true, is_owner: true, is_restricted: false });
    await driver.userChange('cara', { deleted: false });
    await truth.ports.tenants.configure(tenantId, { managers: before });
  });

  test('who leaves within the undo window is not referred: the card and the news say so, and the member refers another', async () => {
    const { truth, driver, tenantId } = stage();
    await setUndoWindow(stage(), 60);
    const invite = await arrive(stage());
    await refer(as('ana'), invite, 'Ben Okoro');
    const held = await untilReferral(stage(), invite, 'held');
    await driver.userChange('ben', { deleted: true });
    await eventually(
      'Ben has left',
      async () => (await truth.ports.members.get(tenantId, as('ben').id))?.isDeactivated,
    );
    await endUndoWindow(stage(), held);
    const referral = await untilReferral(stage(), invite, 'failed');
    const said = en.trouble['colleague-left'];
    const card = await untilCard(as('ana'), invite, (now) => isOpen(now) && wordsOf(now).includes(said));
    expect(wordsOf(card)).toContain('The invite is open again.');
    expect(wordsOf(await untilNews(as('ana'), referral, 'failed'))).toContain(said);
    expect(effectsOn(stage(), invite)).toEqual([]);
    await setUndoWindow(stage(), 0);
    await refer(as('ana'), invite, 'Cara');
    await untilReferral(stage(), invite, 'forwarded');
    await driver.userChange('ben', { deleted: false });
  });

  test('an organization’s installation is kept apart from its workspaces; one that is not there is refused clearly', async () => {
    const { truth, slack, tenantId } = stage();
    await as('ana').command('skills Elixir');
    const send = (text: string) =>
      stage().driver.raw(
        ENDPOINT_PATHS.events,
        String(
          new URLSearchParams({
            command: stage().config.COMMAND,
            text,
            team_id: slack.team.id,
            team_domain: 'north',
            enterprise_id: 'E0ORG',
            enterprise_name: 'Org',
            is_enterprise_install: 'true',
            user_id: as('ana').id,
            user_name: 'ana',
            channel_id: slack.channels.general ?? '',
            trigger_id: '1.2.3',
            response_url: `${slack.url}/response/none`,
            api_app_id: slack.context.app.appId,
          }),
        ),
        FORM,
      );
    expect(await send('skills')).toMatchObject({ status: 200, json: { text: en.refusal['tenant.notInstalled'] } });
    const team = (await truth.store.installations.load(tenantId)) as object;
    const org = { ...team, team: undefined, enterprise: { id: 'E0ORG', name: 'Org' }, isEnterpriseInstall: true };
    await truth.store.installations.save('E0ORG', org);
    const home = await truth.ports.tenants.get(tenantId);
    await truth.ports.tenants.install({
      ...(home as NonNullable<typeof home>),
      id: 'E0ORG',
      tenantId: 'E0ORG',
      work: [],
    });
    await truth.ports.members.save('E0ORG', [buildProfile({ slackUserId: as('ana').id })]);
    expect((await as('ana').command('skills')).text).toContain('Elixir');
    const answer = await eventually('the installation is known', async () => {
      const { text } = await send('skills');
      return !text.includes('not installed') && text;
    });
    expect(answer).toContain(en.skills.none);
    expect(answer).not.toContain('Elixir');
    await truth.ports.tenants.uninstall('E0ORG', []);
    await truth.store.installations.remove('E0ORG');
  });

  test('uninstalled, told twice and in the other order: nothing works any more, and after 30 days nothing is left', async () => {
    const { driver, truth, tenantId } = stage();
    await untilAtRest(stage());
    const at = Date.now();
    await driver.tokensRevoked();
    await driver.appUninstalled();
    const tenant = await eventually('it is uninstalled', async () => {
      const found = await truth.ports.tenants.get(tenantId);
      return found?.status === 'uninstalled' && found;
    });
    expect(Math.abs((timerOf(tenant, 'purge-tenant')?.getTime() ?? 0) - at - PURGE_AFTER_MS)).toBeLessThan(60_000);
    await eventually('a command is refused', async () => (await as('ana').command('')).text.includes('not installed'));
    await makeDue(stage(), 'purge-tenant', { tenantId, id: tenantId });
    await eventually('it is purged', async () => (await truth.ports.tenants.get(tenantId)) === null);
    expect(await truth.ports.members.all(tenantId)).toEqual([]);
    expect(await truth.ports.tallies.all(tenantId)).toEqual([]);
    expect(await truth.ports.connections.latestOf(tenantId)).toEqual([]);
  });
});
