import { endOf } from '../../../src/domain/model/invite/binding-deadline.js';
import {
  type JobName,
  type NeededJob,
  type Noun,
  notedTry,
  type Ref,
  revived,
  unsentAfter,
  WORK_ON,
  type Work,
  type Workable,
} from '../../../src/domain/model/outbox-work.js';
import type { DocumentOf, Worklist } from '../../../src/domain/ports.js';
import { find, update } from './documents.js';
import type { Hold, Store, Tables } from './store.js';

const NOUNS: readonly Noun[] = [...new Set(Object.values(WORK_ON))];

const table = (tables: Tables, noun: Noun) => tables[noun] as unknown as Map<string, Workable>;

const everywhere = (tables: Tables): { noun: Noun; doc: Workable; work: Work }[] =>
  NOUNS.flatMap((noun) =>
    [...table(tables, noun).values()].flatMap((doc) => doc.work.map((work) => ({ noun, doc, work }))),
  );

/** Groups by a key; no group is empty. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, [T, ...T[]]> {
  const groups: Record<string, [T, ...T[]]> = {};
  for (const item of items) {
    const group = groups[keyOf(item)];
    if (group) group.push(item);
    else groups[keyOf(item)] = [item];
  }
  return groups;
}

const isDue = (work: Work, now: Date) => !work.dead && work.at <= now;

/** The lease and the starts of an item; one that was written with its lease has been begun once. */
const holdOf = ({ hold }: Tables, { id, leasedUntil }: Work): Hold => {
  const written = leasedUntil && { leased: leasedUntil, starts: 1 };
  return hold.get(id) ?? written ?? {};
};

const unleased = ({ leasedUntil: _, ...work }: Work): Work => work;
const isFree = (until: Date | undefined, now: Date) => !until || until <= now;
const refOf = ({ tenantId, id }: Workable): Ref => ({ tenantId, id });
const later = (now: Date, ms: number) => new Date(now.getTime() + ms);

/** Changes the items that `which` names; items that it maps to nothing go away. */
const change = (tables: Tables, noun: Noun, ref: Ref, which: (work: Work) => boolean, to: (work: Work) => Work[]) =>
  update(table(tables, noun), ref, (doc) => ({
    ...doc,
    work: doc.work.flatMap((work) => (which(work) ? to(work) : [work])),
  }));

const among = (items: readonly Work[]) => {
  const ids = new Set(items.map(({ id }) => id));
  return (work: Work) => ids.has(work.id);
};

/** The check, by job, whether a document is in a state that needs its work. */
const NEEDS: Readonly<Record<NeededJob, (tables: Tables, ref: Ref) => boolean>> = {
  'forward-referral': ({ referral }, ref) => ['held', 'forwarding'].includes(find(referral, ref)?.status ?? ''),
  'forward-decision': ({ invite }, ref) => {
    const { status = '', decision } = find(invite, ref) ?? {};
    return ['accepted', 'declined'].includes(status) && !!decision && !decision.confirmedAt && !decision.byHand;
  },
  'expire-invite': ({ invite }, ref) => {
    const found = find(invite, ref);
    return found?.status === 'open' && endOf(found) !== undefined;
  },
  'nudge-invite': ({ invite }, ref) => {
    const { status, invitee, practice, unannounced } = find(invite, ref) ?? {};
    return status === 'open' && invitee?.slackUserId !== undefined && !practice && !unannounced;
  },
  'advance-relay': ({ relay }, ref) => find(relay, ref)?.status === 'asking',
  'poll-connection': ({ connection }, ref) => {
    const { polls, pausedAt } = find(connection, ref) ?? {};
    return polls === true && !pausedAt;
  },
};

/** Returns those of the items whose lease ends at `until`; all of them when it is absent. */
const heldBy = (tables: Tables, ref: Ref, job: JobName, items: readonly Work[], until?: Date): readonly Work[] => {
  if (!until) return items;
  const stored = find(table(tables, WORK_ON[job]), ref)?.work.filter(among(items)) ?? [];
  return stored.filter((work) => holdOf(tables, work).leased?.getTime() === until.getTime());
};

/** Returns the remaining work of a job. */
const left = (doc: Workable | null, job: JobName, items: readonly Work[]): Work[] =>
  (doc?.work ?? []).filter((work) => work.job === job && !work.dead && !among(items)(work));

const failed = (work: Work, error: string, tried?: Date): Work => {
  const unsent = (work.unsent ?? 0) + unsentAfter(work.job, tried);
  return { ...work, attempts: work.attempts + 1, error, ...(unsent > 0 && { unsent }) };
};

const noteTried = (tables: Tables, job: JobName, ref: Ref, tried?: Date): void => {
  if (!tried || WORK_ON[job] !== 'message') return;
  update(tables.message, ref, (one) => ({
    ...one,
    attemptedAt: one.attemptedAt && one.attemptedAt < tried ? one.attemptedAt : tried,
  }));
};

export const memoryWorklist = ({ run }: Store): Worklist => ({
  begin: (job, ref, now, leaseMs, aheadMs = 0) =>
    run((tables) => {
      const doc = find(table(tables, WORK_ON[job]), ref);
      const mine = (doc?.work ?? []).filter((work) => work.job === job);
      const due = mine.filter((work) => isDue(work, now));
      const mayBegin = due.length > 0 && due.every((work) => isFree(holdOf(tables, work).leased, now));
      const items = mayBegin ? mine.filter((work) => isDue(work, later(now, aheadMs))) : [];
      const until = later(now, leaseMs);
      for (const work of items)
        tables.hold.set(work.id, { leased: until, starts: (holdOf(tables, work).starts ?? 0) + 1 });
      const starts = Math.max(0, ...items.map((work) => holdOf(tables, work).starts ?? 0));
      const read = doc && { ...doc, work: doc.work.map(unleased) };
      return { items: items.map(unleased), until, starts, doc: read as unknown as DocumentOf<typeof job> | null };
    }),
  renew: (job, ref, items, until, to) =>
    run((tables) => {
      const mine = heldBy(tables, ref, job, items, until);
      for (const work of mine) tables.hold.set(work.id, { ...holdOf(tables, work), leased: to });
      return mine.length > 0;
    }),
  finish: (job, ref, items, now, { set = {}, unless } = { set: {} }) =>
    run((tables) => {
      const known = find(table(tables, WORK_ON[job]), ref);
      if (unless && (!known || known[unless as keyof Workable] !== undefined)) return null;
      update(table(tables, WORK_ON[job]), ref, (one) => ({ ...one, ...set }));
      const doc = change(tables, WORK_ON[job], ref, among(items), () => []);
      if (WORK_ON[job] === 'event') update(tables.event, ref, (event) => ({ ...event, doneAt: now }));
      return left(doc, job, items);
    }),
  postpone: (job, ref, items, at, error, lease, tried) =>
    run((tables) => {
      const mine = heldBy(tables, ref, job, items, lease);
      if (mine.length === 0) return [];
      noteTried(tables, job, ref, tried);
      for (const { id } of mine) tables.hold.delete(id);
      const noted = notedTry(job, items, tried);
      const put = (work: Work) => [
        { ...unleased(error === undefined ? work : failed(work, error, tried)), ...noted, at },
      ];
      return left(change(tables, WORK_ON[job], ref, among(mine), put), job, items);
    }),
  giveBack: (job, ref, items, at, lease, tried) =>
    run((tables) => {
      const mine = heldBy(tables, ref, job, items, lease);
      if (mine.length === 0) return [];
      noteTried(tables, job, ref, tried);
      for (const work of mine) tables.hold.set(work.id, { starts: (holdOf(tables, work).starts ?? 0) - 1 });
      return left(
        change(tables, WORK_ON[job], ref, among(mine), (work) => [
          { ...unleased(work), ...notedTry(job, items, tried), at },
        ]),
        job,
        items,
      );
    }),
  deadLetter: (job, ref, items, error, lease, tried) =>
    run((tables) => {
      const mine = heldBy(tables, ref, job, items, lease);
      if (mine.length === 0) return [];
      noteTried(tables, job, ref, tried);
      for (const { id } of mine) tables.hold.delete(id);
      const noted = notedTry(job, items, tried);
      const put = (work: Work) => [{ ...unleased(failed(work, error, tried)), ...noted, dead: true }];
      return left(change(tables, WORK_ON[job], ref, among(mine), put), job, items);
    }),
  due: (now, limit) =>
    run((tables) => {
      const isFreeNow = (work: Work) => isDue(work, now) && isFree(holdOf(tables, work).leased, now);
      const found = NOUNS.flatMap((noun) =>
        [...table(tables, noun).values()].filter(({ work }) => work.some(isFreeNow)).slice(0, limit),
      );
      return found
        .flatMap((doc) => doc.work.filter(isFreeNow).map((work) => ({ ref: refOf(doc), work: unleased(work) })))
        .sort((a, b) => a.work.at.getTime() - b.work.at.getTime());
    }),
  stranded: (tenantId, job, limit, plan) =>
    run((tables) =>
      [...table(tables, WORK_ON[job]).values()]
        .filter((doc) => doc.tenantId === tenantId && NEEDS[job](tables, doc) && !doc.work.some((w) => w.job === job))
        .filter((doc) => job !== 'nudge-invite' || !plan || find(tables.invite, doc)?.remindedUnder !== plan)
        .slice(0, limit)
        .map(refOf),
    ),
  dead: (tenantId) =>
    run((tables) =>
      everywhere(tables)
        .filter(({ doc, work }) => work.dead && (!tenantId || doc.tenantId === tenantId))
        .map(({ doc, work }) => ({ ref: refOf(doc), work })),
    ),
  retryDead: (ref, workId, now) =>
    run((tables) => {
      const buried = (work: Work) => work.id === workId && work.dead === true;
      const home = NOUNS.find((noun) => find(table(tables, noun), ref)?.work.some(buried));
      if (home) {
        tables.hold.delete(workId);
        change(tables, home, ref, buried, (work) => [revived(work, now)]);
      }
      return home !== undefined;
    }),
  hasten: (tenantId, jobs, now, which = 'failed') =>
    run((tables) => {
      const isMeant = ({ attempts }: Work) => which === 'all' || attempts > 0;
      const waits = (work: Work) => jobs.includes(work.job) && isMeant(work) && work.at > now && !work.dead;
      for (const { noun, doc } of everywhere(tables))
        if (doc.tenantId === tenantId) change(tables, noun, refOf(doc), waits, (work) => [{ ...work, at: now }]);
    }),
  backlog: (now) =>
    run((tables) => {
      const all = everywhere(tables).map(({ work }) => work);
      return (Object.keys(WORK_ON) as JobName[]).flatMap((job) => {
        const due = all.filter((work) => work.job === job && isDue(work, now));
        const dead = all.filter((work) => work.job === job && work.dead).length;
        const oldestMs = Math.max(0, ...due.map(({ at }) => now.getTime() - at.getTime()));
        return due.length + dead > 0 ? [{ job, due: due.length, dead, oldestMs }] : [];
      });
    }),
  outstanding: (now, tenantId) =>
    run((tables) => {
      const items = everywhere(tables).filter(
        ({ doc, work }) => !work.dead && (!tenantId || doc.tenantId === tenantId),
      );
      const groups = Object.values(groupBy(items, ({ doc, work }) => JSON.stringify([doc.tenantId, work.job])));
      return groups.map(([first, ...others]) => {
        const { doc, work } = first;
        const all = [work, ...others.map((other) => other.work)];
        const later = all.filter((item) => item.at > now);
        const retried = later.filter(({ attempts }) => attempts > 0).length;
        const error = all.map((item) => item.error).find((text) => text !== undefined);
        return {
          tenantId: doc.tenantId,
          job: work.job,
          due: all.length - later.length,
          retried,
          planned: later.length - retried,
          firstAt: new Date(Math.min(...all.map(({ at }) => at.getTime()))),
          ...(error !== undefined && { error }),
        };
      });
    }),
});
