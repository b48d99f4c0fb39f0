import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMessageContent } from '../../src/domain/announcing/read-message-content.js';
import type { Via } from '../../src/domain/model/connection/connection.js';
import { Refusal } from '../../src/domain/model/errors.js';
import type { Invitation } from '../../src/domain/model/event/event.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { MessageContent } from '../../src/domain/model/views/message-content.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { referInvite } from '../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../src/domain/referring/undo-referral.js';
import { buildInvitation, buildJob } from '../support/factories.js';
import { Crash, hookedPorts, mortal } from '../support/hooked-ports.js';
import type { MemoryPorts } from '../support/memory-ports.js';
import { ANA, agency, CLEO, PEOPLE } from '../support/populated-agency.js';
import { propertyRuns } from '../support/property-runs.js';
import { choices, picker } from '../support/random-history-actions.js';
import { dueWork, runOne, runWork, workTogether } from '../support/run-work.js';

const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const JOB = 'upwork:1';
const LONG = 30 * 24 * 3_600_000;

/** A mail without a link to the job makes its id up, and Vollna names the one that Upwork has. */
const reports = (who: 'ana' | 'cleo' | 'ben') => {
  const { expiresAt: _, ...told } = buildInvitation({ freelancer: PEOPLE[who], keys: [`upwork:invitation:${who}`] });
  return {
    mail: { ...told, id: `c-mail:${who}`, job: buildJob({ id: `c-mail:job-of-${who}` }) },
    vollna: { ...told, id: `c-vollna:${who}`, job: buildJob({ id: JOB }) },
  };
};
const TOLD = { ana: reports('ana'), cleo: reports('cleo'), ben: reports('ben') } as const;
const MEMBERS = { ana: ANA, cleo: CLEO } as const;

const told = fc.record({
  do: fc.constant('tell' as const),
  who: fc.constantFrom('ana' as const, 'cleo' as const, 'ben' as const),
  by: fc.constantFrom('mail' as const, 'vollna' as const),
});
const acts = fc.record({
  do: fc.constantFrom('refer' as const, 'refer' as const, 'undo' as const),
  who: fc.constantFrom('ana' as const, 'cleo' as const),
});
const works = fc.record({ do: fc.constant('work' as const), ms: fc.constantFrom(0, 0, 61_000) });
const runs = fc.record({ do: fc.constant('run' as const), which: fc.nat({ max: 20 }) });
const step = fc.oneof(
  { weight: 4, arbitrary: told },
  { weight: 4, arbitrary: acts },
  { weight: 3, arbitrary: runs },
  works,
);
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

/** The step at which the process of an action dies; undefined where it survives. */
const dies = fc.option(fc.nat({ max: 40 }), { freq: 2, nil: undefined });

const tell = (ports: MemoryPorts, data: Invitation, via: Via, times: { told: number }) => {
  times.told += 1;
  return storeEvent(ports, 'T1', `event-${times.told}`, { type: 'invitation.created', data }, via);
};

async function happen(ports: MemoryPorts, one: Step, times: { told: number }): Promise<void> {
  try {
    await carryOut(ports, one, times);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Crash)) throw error;
  }
}

async function carryOut(ports: MemoryPorts, one: Step, times: { told: number }): Promise<unknown> {
  switch (one.do) {
    case 'work':
      return runWork(ports, { withinMs: one.ms });
    case 'run': {
      const due = await dueWork(ports);
      const item = due[one.which % due.length];
      return item && runOne(item.work.job, item.ref, ports);
    }
    case 'tell':
      return tell(ports, TOLD[one.who][one.by], one.by === 'mail' ? MAIL : VOLLNA, times);
    case 'refer':
    case 'undo':
      return act(ports, one.do, one.who, MEMBERS[one.who]);
  }
}

async function act(ports: MemoryPorts, what: 'refer' | 'undo', who: 'ana' | 'cleo', by: Actor): Promise<unknown> {
  const invite = await inviteOf(ports, who);
  const wish = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;
  if (what === 'refer') return invite && referInvite(ports, by, invite.id, wish);
  const referral = invite && (await ports.referrals.ofInvite('T1', invite.id));
  return referral && undoReferral(ports, by, referral.id);
}

const inviteOf = async ({ invites }: MemoryPorts, who: 'ana' | 'cleo' | 'ben') =>
  (await invites.byExternalId('T1', `c-vollna:${who}`)) ?? invites.byExternalId('T1', `c-mail:${who}`);

const referralsOf = async ({ referrals }: MemoryPorts): Promise<Referral[]> =>
  (
    await Promise.all(
      [ANA, CLEO].map(({ slackUserId }) => referrals.page('T1', { side: 'sent', slackUserId, limit: 1000 })),
    )
  ).flat();

const stands = ({ status }: Referral): boolean => status !== 'undone' && status !== 'failed';

/**
 * Expects that each referral knows its job as its invite does, and that a job's slot is taken once while one stands.
 */
async function expectOneJob(ports: MemoryPorts): Promise<void> {
  const referrals = await referralsOf(ports);
  for (const { job, inviteId } of referrals)
    expect(await ports.invites.get({ tenantId: 'T1', id: inviteId })).toMatchObject({ job: { id: job.id } });
  const taking = referrals.filter(({ takesSlot }) => takesSlot).map(({ job }) => job.id);
  expect(taking).toHaveLength(new Set(taking).size);
  expect(new Set(taking)).toEqual(new Set(referrals.filter(stands).map(({ job }) => job.id)));
}

/** Returns the facts that a card shows of its invite, and whether it offers to refer it. */
function seenOn(content: MessageContent | null) {
  if (content?.kind !== 'invite-card') return content;
  const { status, job, decision, peers } = content.invite;
  return { status, job, decision, peers, whyNotRefer: content.whyNotRefer, referral: content.referral?.status };
}

/** Expects that the cards show the present state, and that a job whose referral stands cannot be referred again. */
async function expectAllKnown(ports: MemoryPorts): Promise<void> {
  await expectOneJob(ports);
  expect(await ports.worklist.dead()).toEqual([]);
  const bens = await inviteOf(ports, 'ben');
  for (const who of ['ana', 'cleo'] as const) {
    const invite = await inviteOf(ports, who);
    expect(invite).toMatchObject({ job: { id: JOB } });
    for (const card of invite ? await ports.messages.cardsOf('T1', invite.id) : []) {
      const shown = ports.sent.find(({ id }) => id === card.id)?.content ?? null;
      expect(seenOn(shown)).toEqual(seenOn(await readMessageContent(ports, card)));
    }
  }
  for (const who of ['ana', 'cleo'] as const) {
    const before = (await referralsOf(ports)).filter(stands);
    const invite = await inviteOf(ports, who);
    const isFree = before.length === 0 && invite?.status === 'open' && bens?.job.id !== JOB;
    const referred = act(ports, 'refer', who, MEMBERS[who]);
    if (isFree) expect(await referred).toMatchObject({ status: 'held', takesSlot: true, job: { id: JOB } });
    else await expect(referred).rejects.toBeInstanceOf(Refusal);
  }
}

test('a job that sources know by several ids has one slot, whenever they tell the one that it has', async () => {
  const story = fc.array(fc.tuple(step, dies), { minLength: 2, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const ports = await agency({ settings: { nudgeHours: [] } });
      const times = { told: 0 };
      for (const [one, dying] of steps) {
        const isMortal = dying !== undefined && one.do !== 'work' && one.do !== 'tell';
        await happen(isMortal ? mortal(ports, dying) : ports, one, times);
        await expectOneJob(ports);
      }
      for (const who of ['ana', 'cleo'] as const) await tell(ports, TOLD[who].vollna, VOLLNA, times);
      await runWork(ports, { withinMs: LONG });
      await expectAllKnown(ports);
    }),
    { numRuns: propertyRuns(80) },
  );
});

test('so it is when they tell it at the same time as members refer and undo', async () => {
  const story = fc.tuple(
    fc.array(step, { maxLength: 6 }),
    fc.array(fc.oneof(told, acts), { minLength: 2, maxLength: 5 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), story, choices, async (scheduler, [first, together], order) => {
      const ports = await agency({ settings: { nudgeHours: [] } });
      const times = { told: 0 };
      const mixed = hookedPorts(ports, { pause: (call) => scheduler.schedule(Promise.resolve(), call) });
      for (const one of first) await happen(ports, one, times);
      const pick = picker(order);
      await scheduler.waitFor(
        Promise.all([...together.map((one) => happen(mixed, one, times)), workTogether(ports, mixed, { pick })]),
      );
      await expectOneJob(ports);
      for (const who of ['ana', 'cleo'] as const) await tell(ports, TOLD[who].vollna, VOLLNA, times);
      await runWork(ports, { withinMs: LONG });
      await expectAllKnown(ports);
    }),
    { numRuns: propertyRuns(40) },
  );
});
