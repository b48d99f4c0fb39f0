import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { rebuildTallies } from '../../src/domain/tallies/rebuild-tallies.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { REASON } from '../../src/slack/parts/decline-reasons.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import {
  cardsOf,
  effectsOn,
  idOf,
  invitationOf,
  isOpen,
  offersOf,
  receivedInvite,
  refer,
  untilAtRest,
  untilCard,
  untilInvite,
  untilReferral,
} from '../support/e2e-actions.js';
import { type EarlierStage, openEarlier } from '../support/earlier-release.js';
import type { TestStage } from '../support/open-stage.js';

let stage: EarlierStage;
beforeAll(async () => {
  stage = await openEarlier();
});
afterAll(() => stage.close());

/** Returns the invite to a job that has this title, of a person. */
async function inviteTo({ stored, tenantId, truth }: TestStage, title: string, name: string): Promise<Invite> {
  const invite = await eventually(`there is the invite to ${title}`, async () => {
    const found = await stored
      .collection('invites')
      .findOne({ tenantId, 'job.title': title, 'invitee.person.name': name });
    return found && truth.ports.invites.get({ tenantId, id: String(found.id) });
  });
  return invite;
}

const anas = (title: string) => inviteTo(stage.north, title, 'Ana Lopez');
const toms = (title: string) => inviteTo(stage.south, title, 'Tom Adeyemi');
const as = (name: string): Person => stage.north.driver.as(name);
const tom = () => stage.south.driver.as('tom');

const untilConfirmed = (tenant: TestStage, invite: Invite) =>
  untilInvite(tenant, invite, ({ decision }) => decision?.confirmedAt !== undefined);

test('whatever was under way goes on, and nothing is given up', async () => {
  await untilReferral(stage.north, await anas('On its way'), 'forwarded');
  await untilCard(as('ana'), await anas('Told and not read'), isOpen);
  await untilAtRest(stage.north);
  expect(await stage.north.truth.ports.worklist.dead()).toEqual([]);
});

test('invitations that the marketplace tells again are the invites that there are, with the cards that they have', async () => {
  const { stored, sandbox } = stage.north;
  const before = await stored.collection('invites').countDocuments();
  const invite = await anas('Open');
  const cards = (await cardsOf(as('ana'), invite)).length;
  for (const { id, type } of Object.values(sandbox.state.deliveries))
    if (type === 'invitation.created') await act(stage.north, `deliveries/${id}/resend`, { times: 2 });
  await untilAtRest(stage.north);
  expect(await stored.collection('invites').countDocuments()).toBe(before);
  expect(cards).toBe(1);
  expect(await cardsOf(as('ana'), invite)).toHaveLength(cards);
});

describe('every card can go on', () => {
  test('accepting and declining reach the marketplace', async () => {
    const [open, timed] = [await anas('Open'), await anas('Open, with a deadline')];
    await as('ana').press(await untilCard(as('ana'), open, isOpen), ACTION.accept);
    await untilConfirmed(stage.north, open);
    await as('ana').press(await untilCard(as('ana'), timed, isOpen), ACTION.decline);
    const modal = await as('ana').untilModal(({ callbackId }) => callbackId === MODAL.decline);
    await as('ana').pick(modal, VALUE, 'budget', '', { blockId: REASON });
    await as('ana').submit();
    await untilConfirmed(stage.north, timed);
    const status = (invite: Invite) => invitationOf(stage.north, invite).status;
    expect([status(open), status(timed)]).toEqual(['accepted', 'declined']);
  });

  test('a referral that could be undone can be, and its invite is referred anew', async () => {
    const invite = await anas('Held');
    const held = await untilCard(as('ana'), invite, (card) => offersOf(card).includes(ACTION.undo));
    await as('ana').press(held, ACTION.undo);
    await untilCard(as('ana'), invite, isOpen);
    await refer(as('ana'), invite, 'Cara Weiss');
    await untilCard(as('cara'), await receivedInvite(stage.north, invite), isOpen);
    expect(effectsOn(stage.north, invite)).toEqual(['decline', 'refer']);
  });

  test('colleagues answer what was referred to them, and the referrers’ referrals follow', async () => {
    const forwarded = await inviteTo(stage.north, 'Forwarded', 'Ben Okoro');
    await as('ben').press(await untilCard(as('ben'), forwarded, isOpen), ACTION.accept);
    await untilReferral(stage.north, await anas('Forwarded'), 'accepted');
    const onto = await inviteTo(stage.north, 'Referred on', 'Cara Weiss');
    await as('cara').press(await untilCard(as('cara'), onto, isOpen), ACTION.accept);
    await untilReferral(stage.north, await inviteTo(stage.north, 'Referred on', 'Ben Okoro'), 'accepted');
  });

  test('a colleague who was asked says yes, and is referred', async () => {
    const invite = await anas('Asked');
    const question = await as('cara').untilMessage(
      (message) => idOf(message).startsWith('relay-ask.') && offersOf(message).includes(ACTION.answerYes),
    );
    await as('cara').press(question, ACTION.answerYes);
    await untilReferral(stage.north, invite, 'forwarded');
  });

  test('what failed is open, what is practised stays practice, and a stranger’s is answered by who has its card', async () => {
    const [failed, stranger] = [
      await anas('Failed'),
      await inviteTo(stage.north, 'Open, and nobody is linked', 'Zoe Unlinked'),
    ];
    await as('ana').press(await untilCard(as('ana'), failed, isOpen), ACTION.accept);
    await untilConfirmed(stage.north, failed);
    await as('olga').press(await untilCard(as('olga'), stranger, isOpen), ACTION.accept);
    await untilConfirmed(stage.north, stranger);
    const practice = await anas('Practice: a web shop for a bakery');
    await as('ana').press(await untilCard(as('ana'), practice, isOpen), ACTION.accept);
    await untilConfirmed(stage.north, practice);
    expect(practice.origins).toMatchObject([{ source: 'practice' }]);
  });

  test('hand-offs are begun, reported and confirmed', async () => {
    const { south } = stage;
    const waits = (card: Parameters<typeof offersOf>[0]) => offersOf(card).includes(ACTION.handedOff);
    const open = await toms('Open in the south');
    await tom().press(await untilCard(tom(), open, isOpen), ACTION.accept);
    for (const title of ['Open in the south', 'Accepted by hand', 'Referred by hand']) {
      const invite = await toms(title);
      await tom().press(await untilCard(tom(), invite, waits), ACTION.handedOff);
      await untilCard(tom(), invite, (card) => !waits(card));
    }
    await untilReferral(south, await toms('Referred by hand'), 'forwarded');
    const done = await toms('Said to be done');
    const referral = { person: 'u-lea', referredBy: { name: 'Tom Adeyemi' } };
    await act(south, `invitations/${done.externalId}/decline`, { referral });
    const leas = await inviteTo(south, 'Said to be done', 'Lea Martin');
    await eventually('her own invitation confirms it', async () => {
      const { receivedExternalId } = await untilReferral(south, done, 'forwarded');
      return receivedExternalId === leas.externalId;
    });
    await untilCard(south.driver.as('lea'), leas, isOpen);
  });
});

test('counts are the sum of what happened, before and since', async () => {
  await untilAtRest(stage.north);
  const { ports } = stage.north.truth;
  expect(await ports.worklist.dead()).toEqual([]);
  for (const { tenantId } of [stage.north, stage.south])
    expect(await rebuildTallies(ports, tenantId, { write: false })).toEqual([]);
});
