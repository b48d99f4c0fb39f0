import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptInvite } from '../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../src/domain/deciding/decline-invite.js';
import { MarketplaceRefusal, type RefusalCode } from '../../src/domain/model/errors.js';
import type { DecisionKind } from '../../src/domain/model/invite/invite.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import type { ReferralStatus } from '../../src/domain/model/referral/referral.js';
import { referInvite } from '../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../src/domain/referring/undo-referral.js';
import { expectRefusal } from '../support/expect-refusal.js';
import { buildInvite } from '../support/factories.js';
import type { MemoryPorts } from '../support/memory-ports.js';
import { ANA, agency, BEN } from '../support/populated-agency.js';
import { propertyRuns } from '../support/property-runs.js';
import { runWork } from '../support/run-work.js';

const WINDOW = 60_000;
const INVITE = 'the-invite';

/** One invite of Ana's, as anybody would expect it to behave. */
interface Model {
  status: 'open' | DecisionKind;
  confirmed: boolean;
  referral: { status: ReferralStatus; releaseAt: number } | null;
  now: number;
  /** The next calls that the marketplace refuses for good. */
  refusals: number;
  calls: number;
}

type Command = fc.AsyncCommand<Model, MemoryPorts>;

/** Reopens the invite, unless the marketplace takes the decision. */
function decideOverThere(model: Model): boolean {
  model.calls += 1;
  const refused = model.refusals > 0;
  if (refused) model.refusals -= 1;
  return !refused;
}

const WHY_DECIDED = {
  open: null,
  accepted: 'invite.youAccepted',
  declined: 'invite.youDeclined',
  referred: 'invite.youReferred',
} as const satisfies Record<Model['status'], RefusalCode | null>;

const decide = (by: Actor, kind: DecisionKind): Command => ({
  check: () => true,
  toString: () => `${by.name}: ${kind}`,
  run: async (model, ports) => {
    ports.clock.advance(1);
    model.now += 1;
    const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
    const verbs = {
      accepted: () => acceptInvite(ports, by, INVITE),
      declined: () => declineInvite(ports, by, INVITE, { reasonId: 'busy' }),
      referred: () => referInvite(ports, by, INVITE, { colleague, reasonId: 'busy' }),
    };
    const refusal = by === BEN ? 'invite.notYours' : WHY_DECIDED[model.status];
    if (refusal) return expectRefusal(verbs[kind](), refusal);
    await verbs[kind]();
    model.status = kind;
    model.confirmed = false;
    if (kind === 'referred') model.referral = { status: 'held', releaseAt: model.now + WINDOW };
    await expectSame(model, ports);
  },
});

const whyNotUndo = (status: ReferralStatus | undefined): RefusalCode | null => {
  if (status === 'held') return null;
  if (status === 'undone') return 'referral.alreadyUndone';
  return status === 'failed' ? 'referral.nothingToUndo' : 'referral.tooLateToUndo';
};

const undo = (by: Actor): Command => ({
  check: ({ referral }) => referral !== null,
  toString: () => `${by.name}: undo`,
  run: async (model, ports) => {
    const { id } = (await ports.referrals.ofInvite('T1', INVITE)) ?? { id: '' };
    const refusal = by === BEN ? 'referral.notYours' : whyNotUndo(model.referral?.status);
    if (refusal) return expectRefusal(undoReferral(ports, by, id), refusal);
    await undoReferral(ports, by, id);
    model.status = 'open';
    if (model.referral) model.referral.status = 'undone';
    await expectSame(model, ports);
  },
});

const wait = (ms: number): Command => ({
  check: () => true,
  toString: () => `${ms} ms go by`,
  run: async (model, ports) => {
    model.now += ms;
    await runWork(ports, { withinMs: ms });
    if ((model.status === 'accepted' || model.status === 'declined') && !model.confirmed) {
      model.confirmed = decideOverThere(model);
      if (!model.confirmed) model.status = 'open';
    }
    if (model.referral?.status === 'held' && model.referral.releaseAt <= model.now) {
      const taken = decideOverThere(model);
      model.referral.status = taken ? 'forwarded' : 'failed';
      if (!taken) model.status = 'open';
    }
    await expectSame(model, ports);
    expect(ports.sent.filter(({ id }) => id.startsWith('card.')).map(({ content }) => content)).toMatchObject(
      ports.sent.length === 0 ? [] : [{ invite: { status: model.status } }],
    );
  },
});

const refuse: Command = {
  check: () => true,
  toString: () => 'the marketplace will refuse',
  run: async (model, ports) => {
    model.refusals += 1;
    ports.marketplace.failNext(new MarketplaceRefusal('bad-request', ''));
  },
};

async function expectSame(model: Model, ports: MemoryPorts): Promise<void> {
  const invite = await ports.invites.get({ tenantId: 'T1', id: INVITE });
  const referral = await ports.referrals.ofInvite('T1', INVITE);
  expect(invite?.status).toBe(model.status);
  expect(invite?.decision?.confirmedAt !== undefined).toBe(model.confirmed);
  expect(referral?.status).toBe(model.referral?.status);
  expect(referral?.takesSlot ?? false).toBe(model.status === 'referred');
  expect(ports.marketplace.calls).toHaveLength(model.calls);
  expect(new Set(ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(model.calls);
}

test('an invite does what anybody would expect of it', async () => {
  const people = [ANA, ANA, ANA, BEN];
  const commands = fc.commands<Model, MemoryPorts, false>(
    [
      ...people.flatMap((by) =>
        (['accepted', 'declined', 'referred'] as const).map((kind) => fc.constant(decide(by, kind))),
      ),
      ...people.map((by) => fc.constant(undo(by))),
      ...[0, 1000, WINDOW - 1, WINDOW, 5 * WINDOW].map((ms) => fc.constant(wait(ms))),
      fc.constant(refuse),
    ],
    { maxCommands: 40, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (given) => {
      const ports = await agency();
      const { expiresAt: _, ...invite } = buildInvite({ id: INVITE });
      await ports.invites.insert(invite);
      const model: Model = { status: 'open', confirmed: false, referral: null, now: 0, refusals: 0, calls: 0 };
      await fc.asyncModelRun(() => ({ model, real: ports }), given);
    }),
    { numRuns: propertyRuns(20) },
  );
});
