import { describe, expect, test } from '@jest/globals';
import { ONLY_WAY } from '../../../src/domain/model/connection/connection.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import {
  type JobName,
  mayBeDone,
  type NeededJob,
  type Noun,
  type Ref,
  todo,
  WORK_ON,
  type Work,
} from '../../../src/domain/model/outbox-work.js';
import type { Written } from '../../../src/domain/ports.js';
import {
  buildConnection,
  buildEvent,
  buildInvite,
  buildMessage,
  buildPerson,
  buildProfile,
  buildReferral,
  buildRelay,
  buildTenant,
} from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { emptyPortSuite } from './port-suite.js';

const LEASE = 60_000;
const HOUR = 3_600_000;
const plus = (ms: number) => new Date(START.getTime() + ms);
const announce = (at = START) => todo('announce-invite', at);
const forward = (at = START) => todo('forward-decision', at);

emptyPortSuite('the worklist', (open) => {
  const invited = async (work: readonly Work[], given: Partial<Invite> = {}) => {
    const invite = buildInvite({ work, ...given });
    await open().invites.insert(invite);
    return invite;
  };
  const comes = (invite: Invite, ...work: Work[]) => open().invites.advance(invite, { from: ['open'], set: {}, work });
  const workOf = async (invite: Invite) => (await open().invites.get(invite))?.work;
  const begin = async (invite: Invite, at = START, job: JobName = 'announce-invite') =>
    (await open().worklist.begin(job, invite, at, LEASE)).items;
  const due = async (at = START, limit = 99) => (await open().worklist.due(at, limit)).map(({ work }) => work);

  describe('work that is written with its lease', () => {
    const leased = (until = plus(LEASE)) => ({ ...announce(), leasedUntil: until });

    test('is free for runners and found by sweepers once the lease is over, and has been begun once', async () => {
      const { leasedUntil: _, ...plain } = leased();
      const invite = await invited([{ ...plain, leasedUntil: plus(LEASE) }]);
      expect(await begin(invite, plus(LEASE - 1))).toEqual([]);
      expect(await due(plus(LEASE - 1))).toEqual([]);
      expect(await due(plus(LEASE))).toEqual([plain]);
      const again = await open().worklist.begin('announce-invite', invite, plus(LEASE), LEASE);
      expect(again).toMatchObject({ items: [plain], starts: 2 });
    });

    test('keeps other runners from this job on this document, and tells its writer of theirs', async () => {
      const invite = await invited([announce()]);
      const mine = leased();
      const before = await comes(invite, mine);
      expect(before?.work.map(({ leasedUntil }) => leasedUntil)).toEqual([undefined, plus(LEASE)]);
      expect(await begin(invite)).toEqual([]);
      await open().worklist.giveBack('announce-invite', invite, [mine], START, plus(LEASE));
      expect(await begin(invite)).toHaveLength(2);
      const after = await comes(invite, leased(plus(2 * LEASE)));
      const leases = after?.work.map(({ leasedUntil }) => leasedUntil);
      expect(leases).toEqual([plus(LEASE), plus(LEASE), plus(2 * LEASE)]);
    });

    test('is renewed, finished and put off as any other', async () => {
      const [one, other] = [leased(), { ...forward(), leasedUntil: plus(LEASE) }];
      const invite = await invited([one, other]);
      expect(await open().worklist.renew('announce-invite', invite, [one], plus(LEASE), plus(2 * LEASE))).toBe(true);
      expect(await open().worklist.renew('announce-invite', invite, [one], plus(LEASE), plus(3 * LEASE))).toBe(false);
      expect(await open().worklist.finish('announce-invite', invite, [one], START)).toEqual([]);
      await open().worklist.postpone('forward-decision', invite, [other], plus(9), 'failed', plus(LEASE));
      expect(await begin(invite, plus(8), 'forward-decision')).toEqual([]);
      expect(await begin(invite, plus(9), 'forward-decision')).toMatchObject([{ id: other.id, attempts: 1 }]);
    });
  });

  describe('begin', () => {
    test('takes along what is due soon, where it is told to, and only with what is due', async () => {
      const [due, soon, later] = [announce(), announce(plus(50)), announce(plus(90))];
      const invite = await invited([due, soon, later]);
      const ahead = async (now: Date) => (await open().worklist.begin('announce-invite', invite, now, LEASE, 60)).items;
      expect(await ahead(START)).toEqual([due, soon]);
      expect(await ahead(plus(LEASE - 1))).toEqual([]);
      await open().worklist.finish('announce-invite', invite, [due, soon], START);
      expect(await ahead(plus(89))).toEqual([]);
      expect(await ahead(plus(90))).toEqual([later]);
    });

    test('hands out the document as it is read, where that saves a read', async () => {
      const invite = await invited([announce()]);
      const { doc } = await open().worklist.begin('announce-invite', invite, START, LEASE);
      expect(doc).toStrictEqual(await open().invites.get(invite));
    });

    test('takes the due items of its job, as they are', async () => {
      const [due, also, other, early] = [announce(), announce(plus(-9)), forward(), announce(plus(1))];
      const invite = await invited([due, also, other, early]);
      expect(await begin(invite)).toEqual([due, also]);
      expect(await begin(invite, START, 'forward-decision')).toEqual([other]);
      expect(await workOf(invite)).toEqual([due, also, other, early]);
    });

    test('finds nothing where nothing is due', async () => {
      const invite = await invited([announce(plus(1))]);
      expect(await begin(invite)).toEqual([]);
      expect(await begin({ ...invite, id: 'another' })).toEqual([]);
      expect(await begin({ ...invite, tenantId: 'another' })).toEqual([]);
    });

    test('keeps others off for its lease', async () => {
      const item = announce();
      const invite = await invited([item]);
      const all = await Promise.all(Array.from({ length: 20 }, () => begin(invite)));
      expect(all.filter(({ length }) => length > 0)).toEqual([[item]]);
      expect(await begin(invite, plus(LEASE - 1))).toEqual([]);
      expect(await begin(invite, plus(LEASE))).toEqual([item]);
    });

    test('keeps others off what comes meanwhile for the same job', async () => {
      const [item, later, other] = [announce(), announce(), forward()];
      const invite = await invited([item]);
      await begin(invite);
      await comes(invite, later, other);
      expect(await begin(invite)).toEqual([]);
      expect(await begin(invite, START, 'forward-decision')).toEqual([other]);
      await open().worklist.finish('announce-invite', invite, [item], START);
      expect(await begin(invite)).toEqual([later]);
    });

    test('is not kept off by what was put off or given up', async () => {
      const [put, later] = [announce(), announce(plus(5))];
      const invite = await invited([put, later]);
      await open().worklist.postpone('announce-invite', invite, await begin(invite), plus(60), 'it failed');
      expect(await begin(invite, plus(5))).toEqual([later]);
      await open().worklist.deadLetter('announce-invite', invite, [later], 'hopeless');
      expect(await begin(invite, plus(60))).toEqual([expect.objectContaining({ id: put.id })]);
    });

    test('keeps others off what comes meanwhile for the same job, too', async () => {
      const [item, meanwhile, other] = [announce(), announce(), forward()];
      const invite = await invited([item]);
      await begin(invite);
      await comes(invite, meanwhile, other);
      expect(await begin(invite)).toEqual([]);
      expect(await begin(invite, START, 'forward-decision')).toEqual([other]);
      await open().worklist.postpone('announce-invite', invite, [item], plus(5));
      expect(await begin(invite)).toEqual([meanwhile]);
      expect(await begin(invite, plus(LEASE))).toEqual([{ ...item, at: plus(5) }, meanwhile]);
    });

    test('keeps the sweeper off, too', async () => {
      const [begun, other] = [announce(), forward()];
      const invite = await invited([begun, other]);
      await begin(invite);
      expect(await due()).toEqual([other]);
      expect(await due(plus(LEASE))).toEqual([begun, other]);
    });

    test.each([
      [
        'receive-event',
        async (work: Work[]) => {
          const event = buildEvent({ work });
          await open().events.insert(event);
          return event;
        },
      ],
      [
        'forward-referral',
        async (work: Work[]) => {
          const referral = buildReferral({ work });
          await open().referrals.insert(referral);
          return referral;
        },
      ],
      [
        'deliver-message',
        async (work: Work[]) => {
          const { work: _, ...message } = buildMessage();
          await open().messages.ensure(message, work);
          return message;
        },
      ],
      ['sync-directory', (work: Work[]) => open().tenants.install(buildTenant({ work }))],
      [
        'advance-relay',
        async (work: Work[]) => {
          const relay = buildRelay({ work });
          await open().relays.insert(relay);
          return relay;
        },
      ],
      [
        'publish-home',
        async (work: Work[]) => {
          await open().members.save('T1', [buildProfile()]);
          await open().members.addWork('T1', 'UANA', work);
          return { tenantId: 'T1', id: 'UANA' };
        },
      ],
    ] as const)('finds the document of %s', async (job, store) => {
      const item = todo(job, START);
      const doc = await store([item]);
      expect((await open().worklist.begin(job, doc, START, LEASE)).items).toEqual([item]);
      await open().worklist.finish(job, doc, [item], START);
      expect(await due(plus(2 * LEASE))).toEqual([]);
    });
  });

  describe('finish', () => {
    test('removes what was done and nothing that came meanwhile', async () => {
      const [done, other, meanwhile] = [announce(), forward(), announce()];
      const invite = await invited([done, other]);
      const items = await begin(invite);
      await comes(invite, meanwhile);
      expect(await open().worklist.finish('announce-invite', invite, items, START)).toEqual([meanwhile]);
      expect(await workOf(invite)).toEqual([other, meanwhile]);
      expect(await begin(invite)).toEqual([meanwhile]);
      expect(await open().worklist.finish('announce-invite', invite, [meanwhile], START)).toEqual([]);
    });

    test('writes a result with it, unless the document has a field already', async () => {
      const [first, second] = [announce(), announce()];
      const invite = await invited([first, second]);
      await begin(invite);
      const finish = (items: readonly Work[], result: Written) =>
        open().worklist.finish('announce-invite', invite, items, START, result);
      const read = () => open().invites.get(invite);
      expect(await finish([first], { set: { letter: 'A letter.' }, unless: 'closed' })).toEqual([second]);
      expect(await read()).toMatchObject({ letter: 'A letter.', work: [second] });
      expect(await finish([second], { set: { letter: 'Another.' }, unless: 'letter' })).toBeNull();
      expect(await read()).toMatchObject({ letter: 'A letter.', work: [second] });
      expect(await finish([second], { set: { letter: 'Another.' } })).toEqual([]);
      expect(await read()).toMatchObject({ letter: 'Another.', work: [] });
    });

    test('leaves dead work out of what is left', async () => {
      const [done, hopeless] = [announce(), announce()];
      const invite = await invited([done, hopeless]);
      await begin(invite);
      await open().worklist.deadLetter('announce-invite', invite, [hopeless], 'gone');
      expect(await open().worklist.finish('announce-invite', invite, [done], START)).toEqual([]);
    });

    test('may come late, twice, and out of order', async () => {
      const [first, second] = [announce(), announce(plus(1))];
      const invite = await invited([first, second]);
      await begin(invite);
      const late = await begin(invite, plus(LEASE));
      expect(late).toEqual([first, second]);
      await open().worklist.finish('announce-invite', invite, [second], START);
      await open().worklist.finish('announce-invite', invite, [second, first], START);
      await open().worklist.finish('announce-invite', invite, late, START);
      await open().worklist.finish('announce-invite', { ...invite, id: 'another' }, late, START);
      expect(await workOf(invite)).toEqual([]);
    });
  });

  describe('postpone', () => {
    test('with an error counts an attempt', async () => {
      const [item, other] = [announce(), forward()];
      const invite = await invited([item, other]);
      const put = async (ms: number, error: string) =>
        open().worklist.postpone('announce-invite', invite, await begin(invite, plus(ms)), plus(ms + 5), error);
      await put(0, 'slow');
      await put(5, 'down');
      expect(await workOf(invite)).toEqual([{ ...item, at: plus(10), attempts: 2, error: 'down' }, other]);
    });

    test('without an error does not, and ends the lease', async () => {
      const item = announce();
      const invite = await invited([item]);
      const later = { ...item, at: plus(5) };
      await open().worklist.postpone('announce-invite', invite, await begin(invite), plus(5));
      expect(await begin(invite, plus(4))).toEqual([]);
      expect(await due(plus(4))).toEqual([]);
      expect(await due(plus(5))).toEqual([later]);
      expect(await begin(invite, plus(5))).toEqual([later]);
    });
  });

  describe('a lease', () => {
    const taken = async (at = START) => {
      const invite = await invited([announce()]);
      const { items, until, starts } = await open().worklist.begin('announce-invite', invite, at, LEASE);
      return { invite, items, until, starts, job: 'announce-invite' as const };
    };

    test('is renewed by whoever holds it', async () => {
      const { invite, items, until, job } = await taken();
      expect(until).toEqual(plus(LEASE));
      expect(await open().worklist.renew(job, invite, items, until, plus(2 * LEASE))).toBe(true);
      expect(await begin(invite, plus(2 * LEASE - 1))).toEqual([]);
      expect(await due(plus(2 * LEASE - 1))).toEqual([]);
      expect(await begin(invite, plus(2 * LEASE))).toEqual(items);
    });

    test('that ran out is renewed as long as nobody else took the work', async () => {
      const { invite, items, until, job } = await taken();
      expect(await open().worklist.renew(job, invite, items, until, plus(9 * LEASE))).toBe(true);
      expect(await begin(invite, plus(LEASE))).toEqual([]);
    });

    test('that somebody else has now is neither renewed nor ended', async () => {
      const { invite, items, until, job } = await taken();
      const { worklist } = open();
      expect(await begin(invite, plus(LEASE))).toEqual(items);
      const before = await workOf(invite);
      expect(await worklist.renew(job, invite, items, until, plus(9 * LEASE))).toBe(false);
      expect(await worklist.postpone(job, invite, items, plus(7), 'down', until)).toEqual([]);
      expect(await worklist.giveBack(job, invite, items, plus(7), until)).toEqual([]);
      expect(await worklist.deadLetter(job, invite, items, 'gone', until)).toEqual([]);
      expect(await workOf(invite)).toEqual(before);
      expect(await begin(invite, plus(2 * LEASE - 1))).toEqual([]);
    });

    test('is ended by whoever holds it', async () => {
      const { invite, items, until, job } = await taken();
      const { worklist } = open();
      await worklist.postpone(job, invite, items, plus(7), 'down', until);
      expect(await workOf(invite)).toMatchObject([{ at: plus(7), attempts: 1, error: 'down' }]);
      const again = await worklist.begin(job, invite, plus(7), LEASE);
      await worklist.deadLetter(job, invite, again.items, 'gone', again.until);
      expect(await workOf(invite)).toMatchObject([{ dead: true, attempts: 2 }]);
    });

    test('keeps the earliest time since which a decision may have been sent, beside whatever else is to be done', async () => {
      const { worklist } = open();
      const [sends, shows] = [forward(), announce()];
      const invite = await invited([sends, shows]);
      const noted = async () => ((await workOf(invite)) ?? []).map(({ job, triedAt }) => [job, triedAt]);
      const step = async (end: 'postpone' | 'giveBack', at: number, tried?: number) => {
        const { items, until } = await worklist.begin('forward-decision', invite, plus(at), LEASE);
        const since = tried === undefined ? undefined : plus(tried);
        if (end === 'postpone')
          await worklist.postpone('forward-decision', invite, items, plus(at), 'down', until, since);
        else await worklist.giveBack('forward-decision', invite, items, plus(at), until, since);
      };
      await step('postpone', 0);
      await step('giveBack', 0);
      expect(await noted()).toEqual([
        ['forward-decision', undefined],
        ['announce-invite', undefined],
      ]);
      await step('giveBack', 10, 10);
      await step('postpone', 20, 20);
      await step('postpone', 30, 5);
      await step('giveBack', 40);
      const { items, until } = await worklist.begin('announce-invite', invite, plus(40), LEASE);
      await worklist.postpone('announce-invite', invite, items, plus(40), 'down', until, plus(7));
      expect(await noted()).toEqual([
        ['forward-decision', plus(5)],
        ['announce-invite', undefined],
      ]);
    });

    test('counts the failures after which a decision had certainly not been sent', async () => {
      const { worklist } = open();
      const invite = await invited([forward(), announce()]);
      const fail = async (job: 'forward-decision' | 'announce-invite', at: number, tried?: Date) => {
        const { items, until } = await worklist.begin(job, invite, plus(at), LEASE);
        await worklist.postpone(job, invite, items, plus(at + 1), 'down', until, tried);
      };
      await fail('forward-decision', 0);
      await fail('forward-decision', 1, plus(1));
      await fail('forward-decision', 2);
      await fail('announce-invite', 2);
      const { items, until } = await worklist.begin('forward-decision', invite, plus(3), LEASE);
      await worklist.postpone('forward-decision', invite, items, plus(4), undefined, until);
      const counts = ((await workOf(invite)) ?? []).map(({ attempts, unsent }) => [attempts, unsent]);
      expect(counts).toEqual([
        [3, 2],
        [1, undefined],
      ]);
    });

    test('counts each start that has no end, and forgets them at an end', async () => {
      const { invite, starts, job } = await taken();
      const { worklist } = open();
      const start = (ms: number) => worklist.begin(job, invite, plus(ms), LEASE);
      expect(starts).toBe(1);
      expect((await start(1)).starts).toBe(0);
      expect((await start(LEASE)).starts).toBe(2);
      const third = await start(2 * LEASE);
      expect(third.starts).toBe(3);
      await worklist.giveBack(job, invite, third.items, plus(9), third.until);
      expect(await workOf(invite)).toMatchObject([{ at: plus(9), attempts: 0 }]);
      const anew = await start(9);
      expect(anew.starts).toBe(3);
      await worklist.postpone(job, invite, anew.items, plus(10));
      expect((await start(10)).starts).toBe(1);
    });

    test('of dead work leaves no starts behind when it is revived', async () => {
      const { invite, items, until, job } = await taken();
      await open().worklist.deadLetter(job, invite, items, 'gone', until);
      await open().worklist.retryDead(invite, items[0]?.id ?? '', plus(5));
      expect((await open().worklist.begin(job, invite, plus(5), LEASE)).starts).toBe(1);
    });
  });

  test('what came meanwhile is told of by whoever ends the lease', async () => {
    const [item, hopeless, meanwhile, later, other] = [
      announce(),
      announce(),
      announce(),
      announce(plus(9)),
      forward(),
    ];
    const invite = await invited([item, hopeless]);
    const { worklist } = open();
    await begin(invite);
    await comes(invite, meanwhile, later, other);
    expect(await worklist.deadLetter('announce-invite', invite, [hopeless], 'gone')).toEqual([item, meanwhile, later]);
    expect(await worklist.postpone('announce-invite', invite, [item], plus(5))).toEqual([meanwhile, later]);
    const both = [item, meanwhile];
    expect(await worklist.postpone('announce-invite', invite, both, plus(5), 'down')).toEqual([later]);
    expect(await worklist.postpone('announce-invite', { ...invite, id: 'another' }, both, plus(5))).toEqual([]);
  });

  describe('deadLetter', () => {
    const buried = async (given: Partial<Invite> = {}) => {
      const item = announce();
      const invite = await invited([item], given);
      await open().worklist.deadLetter('announce-invite', invite, await begin(invite), 'no such channel');
      return { invite, letter: { ...item, attempts: 1, error: 'no such channel', dead: true } };
    };

    test('leaves a dead letter that nobody takes', async () => {
      const { invite, letter } = await buried();
      expect(await workOf(invite)).toEqual([letter]);
      expect(await begin(invite, plus(9 * LEASE))).toEqual([]);
      expect(await due(plus(9 * LEASE))).toEqual([]);
    });

    test('holds for a document that comes with a dead letter', async () => {
      const letter = { ...announce(), dead: true };
      const invite = await invited([letter]);
      expect(await begin(invite)).toEqual([]);
      expect(await due()).toEqual([]);
      expect(await workOf(invite)).toEqual([letter]);
    });

    test('leaves new work of the same document alone', async () => {
      const { invite, letter } = await buried();
      const item = announce();
      await comes(invite, item);
      expect(await begin(invite)).toEqual([item]);
      expect(await workOf(invite)).toEqual([letter, item]);
    });

    test('is found by an operator, over all tenants or of one', async () => {
      const [one, two] = [await buried(), await buried({ tenantId: 'T2' })];
      const letter = ({ invite: { tenantId, id }, letter: work }: typeof one) => ({ ref: { tenantId, id }, work });
      await invited([announce()]);
      expect(await open().worklist.dead('T2')).toEqual([letter(two)]);
      const all = await open().worklist.dead();
      expect(all).toHaveLength(2);
      expect(all).toEqual(expect.arrayContaining([letter(one), letter(two)]));
      expect(await open().worklist.dead('T3')).toEqual([]);
    });

    test('is revived: due now, with its attempts forgotten', async () => {
      const { invite, letter } = await buried();
      const retryDead = (id = letter.id, tenantId = 'T1') =>
        open().worklist.retryDead({ tenantId, id: invite.id }, id, plus(7));
      expect(await retryDead('another')).toBe(false);
      expect(await retryDead(letter.id, 'T2')).toBe(false);
      expect(await retryDead()).toBe(true);
      expect(await retryDead()).toBe(false);
      const alive = { id: letter.id, job: letter.job, at: plus(7), attempts: 0 };
      expect(await due(plus(7))).toEqual([alive]);
      expect(await begin(invite, plus(7))).toEqual([alive]);
      expect(await open().worklist.dead()).toEqual([]);
    });

    test.each([
      ['may have been done, as its last run noted', { tried: plus(3) }, { triedAt: plus(3) }],
      ['may have been done, as an earlier release did not note', { attempts: 2 }, { triedAt: plus(7) }],
      ['has certainly not been done', {}, {}],
    ])('that is revived %s', async (_, { tried, attempts = 0 }: { tried?: Date; attempts?: number }, noted) => {
      const item = { ...forward(), attempts };
      const invite = await invited([item]);
      const { items, until } = await open().worklist.begin('forward-decision', invite, START, LEASE);
      await open().worklist.deadLetter('forward-decision', invite, items, 'its worker died', until, tried);
      await open().worklist.retryDead(invite, item.id, plus(7));
      const alive = { ...item, at: plus(7), attempts: 0, ...noted };
      expect(await begin(invite, plus(7), 'forward-decision')).toEqual([alive]);
      expect(mayBeDone({ work: [alive] }, 'forward-decision', undefined)).toBe('triedAt' in noted);
    });

    test('is not undone by reviving what is alive', async () => {
      const item = announce();
      const invite = await invited([item]);
      expect(await open().worklist.retryDead(invite, item.id, plus(7))).toBe(false);
      expect(await workOf(invite)).toEqual([item]);
    });
  });

  describe('due', () => {
    test('is what is due in every collection and tenant, and changes nothing', async () => {
      const jobs = Object.keys(WORK_ON) as JobName[];
      const works = Object.fromEntries(jobs.map((job) => [job, todo(job, START)]));
      const on = (noun: Noun) => jobs.filter((job) => WORK_ON[job] === noun).flatMap((job) => works[job] ?? []);
      const { work: _, ...message } = buildMessage({ tenantId: 'T2' });
      await open().events.insert(buildEvent({ work: on('event') }));
      await invited(on('invite'));
      await open().referrals.insert(buildReferral({ work: on('referral') }));
      await open().messages.ensure(message, on('message'));
      await open().tenants.install(buildTenant({ id: 'T3', work: on('tenant') }));
      await open().relays.insert(buildRelay({ work: on('relay') }));
      await open().connections.save(buildConnection({ work: on('connection') }));
      await open().members.save('T1', [buildProfile()]);
      await open().members.addWork('T1', 'UANA', on('member'));
      const found = await open().worklist.due(START, 99);
      expect(found.map(({ work }) => work.job).sort()).toEqual(Object.keys(WORK_ON).sort());
      expect(found).toContainEqual({ ref: { tenantId: 'T2', id: message.id }, work: works['deliver-message'] });
      expect(found).toContainEqual({ ref: { tenantId: 'T3', id: 'T3' }, work: works['sync-directory'] });
      expect(await open().worklist.due(START, 99)).toEqual(found);
    });

    test('is not what is due later, leased or dead', async () => {
      const [now, early] = [announce(), announce(plus(1))];
      await invited([now, early, { ...announce(), dead: true }]);
      expect(await due()).toEqual([now]);
      const leased = await invited([forward()]);
      await begin(leased, START, 'forward-decision');
      expect(await due(plus(1))).toEqual([now, early]);
      expect(await due(plus(LEASE))).toHaveLength(3);
    });

    test('is sorted, the oldest first', async () => {
      for (const ms of [-2, -5, -1, -3]) await invited([announce(plus(ms))]);
      expect((await due()).map(({ at }) => at)).toEqual([plus(-5), plus(-3), plus(-2), plus(-1)]);
    });

    test('is read of at most so many documents of each noun', async () => {
      for (let index = 0; index < 5; index += 1) await invited([announce(), forward()]);
      expect(await due(START, 4)).toHaveLength(8);
    });
  });

  describe('hastening', () => {
    const decisions = (...attempts: [attempts: number, at: Date, more?: Partial<Work>][]) =>
      attempts.map(([tries, at, more]) => ({ ...forward(at), attempts: tries, ...more }));
    const atOf = async (ref: Ref) => (await open().invites.get(ref))?.work.map(({ at }) => at);

    test('makes failed work that waits for its next try due now, and nothing else', async () => {
      const invite = await invited([
        ...decisions(
          [1, plus(60_000)],
          [3, plus(HOUR)],
          [0, plus(HOUR)],
          [2, plus(-5)],
          [9, plus(HOUR), { dead: true }],
        ),
        { ...announce(plus(HOUR)), attempts: 2 },
      ]);
      await open().worklist.hasten('T1', ['forward-decision', 'forward-referral'], START);
      expect(await atOf(invite)).toEqual([START, START, plus(HOUR), plus(-5), plus(HOUR), plus(HOUR)]);
      const [first, second] = (await open().invites.get(invite))?.work ?? [];
      expect(await due()).toEqual(expect.arrayContaining([first, second]));
      expect(await open().worklist.begin('forward-decision', invite, START, LEASE)).toMatchObject({
        items: expect.arrayContaining([first, second]),
      });
    });

    test('of all work: also what has not failed, but neither dead letters nor other jobs', async () => {
      const invite = await invited([
        ...decisions([1, plus(60_000)], [0, plus(HOUR)], [2, plus(-5)], [9, plus(HOUR), { dead: true }]),
        announce(plus(HOUR)),
      ]);
      await open().worklist.hasten('T1', ['forward-decision'], START, 'all');
      expect(await atOf(invite)).toEqual([START, START, plus(-5), plus(HOUR), plus(HOUR)]);
      expect(await begin(invite, START, 'forward-decision')).toHaveLength(3);
    });

    test('leaves another tenant’s alone, and what runs', async () => {
      const theirs = await invited(decisions([1, plus(HOUR)]), { tenantId: 'T2' });
      const running = await invited(decisions([1, START]));
      const taken = await begin(running, START, 'forward-decision');
      await open().worklist.hasten('T1', ['forward-decision'], plus(1));
      expect(await atOf(theirs)).toEqual([plus(HOUR)]);
      expect(taken).toHaveLength(1);
      expect(await begin(running, plus(2), 'forward-decision')).toEqual([]);
    });
  });

  describe('stranded', () => {
    const stranded = (job: NeededJob, limit = 9, tenantId = 'T1') => open().worklist.stranded(tenantId, job, limit);
    const refOf = ({ tenantId, id }: Ref) => ({ tenantId, id });
    const decision = { id: 'd', kind: 'accepted', by: 'UANA', byName: 'Ana', at: START } as const;

    test('are documents whose state needs work that they do not carry, not even as a dead letter', async () => {
      const referrals = {
        held: buildReferral({ status: 'held' }),
        forwarding: buildReferral({ status: 'forwarding' }),
        done: buildReferral({ status: 'forwarded' }),
        planned: buildReferral({ status: 'held', work: [todo('forward-referral', plus(9))] }),
        dead: buildReferral({ status: 'forwarding', work: [{ ...todo('forward-referral', START), dead: true }] }),
        other: buildReferral({ status: 'held', tenantId: 'T2' }),
      };
      for (const referral of Object.values(referrals)) await open().referrals.insert(referral);
      const found = [referrals.held, referrals.forwarding].map(refOf);
      expect(await stranded('forward-referral')).toEqual(expect.arrayContaining(found));
      expect(await stranded('forward-referral')).toHaveLength(2);
      expect(await stranded('forward-referral', 1)).toHaveLength(1);
      expect(await stranded('forward-referral', 9, 'T2')).toEqual([refOf(referrals.other)]);
    });

    test('are decisions that nobody carries over', async () => {
      const lost = await invited([], { status: 'accepted', decision });
      await invited([], { status: 'accepted', decision: { ...decision, confirmedAt: START } });
      await invited([], { status: 'accepted', decision: { ...decision, byHand: true } });
      await invited([forward()], { status: 'accepted', decision });
      await invited([], { status: 'open' });
      expect(await stranded('forward-decision')).toEqual([refOf(lost)]);
    });

    test('are open invites without a timer', async () => {
      const invitee = { person: buildPerson() };
      const theirs = { ...invitee, slackUserId: 'UANA' };
      const { expiresAt: _, ...endless } = buildInvite({ invitee });
      await open().invites.insert(endless);
      const lost = await invited([], { expiresAt: plus(9), invitee: theirs });
      await invited([todo('expire-invite', plus(9))], { expiresAt: plus(9), invitee });
      await invited([], { expiresAt: plus(9), invitee: theirs, status: 'expired' });
      const origins = ['a', 'b'].map((externalId) => ({ ...ONLY_WAY, externalId }));
      await invited([], { expiresAt: plus(9), invitee, origins, ranks: { expiresAt: -70 } });
      expect(await stranded('expire-invite')).toEqual([refOf(lost)]);
      const certain = await invited([], { expiresAt: plus(9), invitee, origins, ranks: { expiresAt: 80 } });
      const unranked = await invited([], { expiresAt: plus(9), invitee, origins, ranks: { title: 80 } });
      const byEarlierRelease = await invited([], { expiresAt: plus(9), invitee, origins });
      const all = await stranded('expire-invite');
      expect(new Set(all.map(({ id }) => id))).toEqual(
        new Set([lost, certain, unranked, byEarlierRelease].map(({ id }) => id)),
      );
      expect(await stranded('nudge-invite')).toEqual([refOf(lost)]);
      await invited([], { expiresAt: plus(9), invitee: theirs, practice: true });
      await invited([], { expiresAt: plus(9), invitee: theirs, unannounced: true });
      const reminded = await invited([], { expiresAt: plus(9), invitee: theirs, remindedUnder: 'a plan' });
      expect(await open().worklist.stranded('T1', 'nudge-invite', 9, 'a plan')).toEqual([refOf(lost)]);
      expect(new Set((await open().worklist.stranded('T1', 'nudge-invite', 9, 'b')).map(({ id }) => id))).toEqual(
        new Set([lost.id, reminded.id]),
      );
    });

    test('are soft asks that nothing takes on', async () => {
      const [lost, over] = [buildRelay({ inviteId: 'i1' }), buildRelay({ inviteId: 'i2', status: 'exhausted' })];
      const running = buildRelay({ inviteId: 'i3', work: [todo('advance-relay', plus(9))] });
      for (const relay of [lost, over, running]) await open().relays.insert(relay);
      expect(await stranded('advance-relay')).toEqual([refOf(lost)]);
    });
  });

  describe('backlog', () => {
    test('counts by job what is due, taken or not, and what is dead', async () => {
      const invite = await invited([announce(plus(-1_000)), announce(plus(-9)), forward(plus(-5)), announce(plus(9))]);
      await begin(invite, plus(-9));
      const dead = await invited([forward(plus(-50))], { tenantId: 'T2' });
      await open().worklist.deadLetter('forward-decision', dead, dead.work, 'gone');
      const referral = buildReferral({ work: [todo('keep-tallies', plus(9))] });
      await open().referrals.insert(referral);
      const backlog = await open().worklist.backlog(START);
      expect([...backlog].sort((a, b) => (a.job < b.job ? -1 : 1))).toEqual([
        { job: 'announce-invite', due: 2, dead: 0, oldestMs: 1_000 },
        { job: 'forward-decision', due: 1, dead: 1, oldestMs: 5 },
      ]);
    });

    test('is empty when there is nothing', async () => {
      expect(await open().worklist.backlog(START)).toEqual([]);
    });
  });

  describe('outstanding', () => {
    test('counts by tenant and job what is due, what is tried again and what is planned, and no dead letter', async () => {
      const failing = forward(plus(-5));
      const invite = await invited([announce(plus(-1_000)), announce(plus(-9)), failing, announce(plus(9))]);
      await open().worklist.postpone('forward-decision', invite, [failing], plus(60), 'the marketplace is down');
      await begin(invite, plus(-9));
      const dead = await invited([forward(plus(-50))], { tenantId: 'T2' });
      await open().worklist.deadLetter('forward-decision', dead, dead.work, 'gone');
      const referral = buildReferral({ tenantId: 'T2', work: [todo('keep-tallies', plus(9))] });
      await open().referrals.insert(referral);

      const found = await open().worklist.outstanding(START);
      const announcing = {
        tenantId: 'T1',
        job: 'announce-invite',
        due: 2,
        retried: 0,
        planned: 1,
        firstAt: plus(-1_000),
      };
      const error = 'the marketplace is down';
      const trying = {
        tenantId: 'T1',
        job: 'forward-decision',
        due: 0,
        retried: 1,
        planned: 0,
        firstAt: plus(60),
        error,
      };
      const counting = { tenantId: 'T2', job: 'keep-tallies', due: 0, retried: 0, planned: 1, firstAt: plus(9) };
      expect([...found].sort((a, b) => (a.job < b.job ? -1 : 1))).toEqual([announcing, trying, counting]);
      expect(await open().worklist.outstanding(START, 'T2')).toEqual([counting]);
    });

    test('is empty when there is nothing', async () => {
      expect(await open().worklist.outstanding(START)).toEqual([]);
    });
  });
});
