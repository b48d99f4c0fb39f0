import { Duplicate } from '../../../src/domain/errors.js';
import type { Member } from '../../../src/domain/member/member.js';
import type { Members } from '../../../src/domain/ports.js';
import { keyOf, type Store, type Tables } from './store.js';

const nameKey = (member: Member) => member.name.toLowerCase();

const byName = (a: Member, b: Member) =>
  nameKey(a) < nameKey(b) || (nameKey(a) === nameKey(b) && a.slackUserId < b.slackUserId) ? -1 : 1;

const team = ({ member }: Tables, tenantId: string) =>
  [...member.values()].filter((one) => one.tenantId === tenantId).sort(byName);

const byPerson = (tables: Tables, tenantId: string, personId: string) =>
  team(tables, tenantId).find((one) => one.person?.id === personId) ?? null;

export const memoryMembers = ({ run }: Store): Members => ({
  get: (tenantId, slackUserId) => run(({ member }) => member.get(keyOf(tenantId, slackUserId)) ?? null),
  byPerson: (tenantId, personId) => run((tables) => byPerson(tables, tenantId, personId)),
  byEmail: (tenantId, email) =>
    run((tables) => {
      const theirs = team(tables, tenantId).filter((one) => one.email?.toLowerCase() === email.toLowerCase());
      return theirs.find((one) => !one.isDeactivated) ?? theirs[0] ?? null;
    }),
  save: (tenantId, profiles) =>
    run(({ member }) => {
      for (const profile of profiles) {
        const key = keyOf(tenantId, profile.slackUserId);
        const person = member.get(key)?.person;
        member.set(key, structuredClone({ ...profile, tenantId, ...(person && { person }) }));
      }
    }),
  link: (tenantId, slackUserId, person) =>
    run((tables) => {
      const found = tables.member.get(keyOf(tenantId, slackUserId));
      if (!found) return null;
      const holder = person && byPerson(tables, tenantId, person.id);
      if (holder && holder.slackUserId !== slackUserId) throw new Duplicate(holder.slackUserId);
      const { person: _, ...unlinked } = found;
      const next: Member = structuredClone({ ...unlinked, ...(person && { person }) });
      tables.member.set(keyOf(tenantId, slackUserId), next);
      return next;
    }),
  search: (tenantId, query, limit) =>
    run((tables) => {
      const matches = (one: Member) => nameKey(one).includes(query.toLowerCase());
      const last = (one: Member) => Number(one.isDeactivated) * 2 + Number(one.isBot);
      return team(tables, tenantId)
        .filter(matches)
        .sort((a, b) => last(a) - last(b))
        .slice(0, limit);
    }),
  all: (tenantId) => run((tables) => team(tables, tenantId)),
});
