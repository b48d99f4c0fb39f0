import { Duplicate } from '../../../src/domain/model/errors.js';
import {
  DEFAULT_PREFERENCES,
  erasedProfile,
  FORGOTTEN_PREFERENCES,
  isLinkable,
  type Member,
} from '../../../src/domain/model/member/member.js';
import type { Ref } from '../../../src/domain/model/outbox-work.js';
import type { Members } from '../../../src/domain/ports.js';
import { holds, searchKey, searchWords } from '../../../src/lib/accent-folding.js';
import { frozen } from './copy.js';
import { find, update, withWork } from './documents.js';
import { erase } from './erase.js';
import { keyOf, type Store, type Tables } from './store.js';

const nameKey = (member: Member) => member.name.toLowerCase();

const byName = (a: Member, b: Member) =>
  nameKey(a) < nameKey(b) || (nameKey(a) === nameKey(b) && a.slackUserId < b.slackUserId) ? -1 : 1;

const team = ({ member }: Tables, tenantId: string) =>
  [...member.values()].filter((one) => one.tenantId === tenantId).sort(byName);

const byPerson = (tables: Tables, tenantId: string, personId: string) =>
  team(tables, tenantId).find((one) => one.accounts.some(({ id }) => id === personId)) ?? null;

/** Fields of a profile that Slack may omit later. */
const OPTIONAL = ['handle', 'email', 'timeZone', 'locale'] as const;

const UNSAID = {
  accounts: [],
  skills: [],
  availability: { kind: 'unknown' },
  preferences: DEFAULT_PREFERENCES,
  work: [],
} as const;

const { work: _, accounts: __, ...SILENT } = UNSAID;
const GONE = { ...SILENT, name: '', preferences: FORGOTTEN_PREFERENCES };

const forgotten = (found: Member, forgottenAt: Date): Member => {
  const { handle, email, sharedEmailIn, timeZone, locale, homeOpenedAt, homeView, ...bare } = found;
  return { ...bare, ...GONE, accounts: [], forgottenAt };
};

const known = ({ forgottenAt: _, ...member }: Member): Member => member;

const refOf = (tenantId: string, id: string): Ref => ({ tenantId, id });

const entry = ({ skills: _, availability: __, homeOpenedAt: ___, homeView: ____, work: _____, ...rest }: Member) =>
  rest;

const last = (one: Member) => Number(one.isDeactivated) * 2 + Number(one.isBot);
const presentFirst = (members: readonly Member[]): Member[] => [...members].sort((a, b) => last(a) - last(b));

export const memoryMembers = ({ run }: Store): Members => ({
  get: (tenantId, slackUserId) => run(({ member }) => find(member, refOf(tenantId, slackUserId))),
  ofIds: (tenantId, slackUserIds) =>
    run(({ member }) => [...new Set(slackUserIds)].flatMap((id) => find(member, refOf(tenantId, id)) ?? [])),
  byPerson: (tenantId, personId) => run((tables) => byPerson(tables, tenantId, personId)),
  anyLinked: (tenantId) => run((tables) => team(tables, tenantId).some(({ accounts }) => accounts.length > 0)),
  ofPeople: (tenantId, personIds) =>
    run((tables) => team(tables, tenantId).filter(({ accounts }) => accounts.some(({ id }) => personIds.includes(id)))),
  atEmail: (tenantId, email) =>
    run((tables) => {
      const theirs = team(tables, tenantId).filter((one) => one.email?.toLowerCase() === email.toLowerCase());
      return theirs.sort((a, b) => Number(a.isDeactivated) - Number(b.isDeactivated)).slice(0, 10);
    }),
  save: (tenantId, profiles, asOf) =>
    run(({ member }) => {
      for (const profile of profiles) {
        const key = keyOf(tenantId, profile.slackUserId);
        const before: Partial<Member> = { ...member.get(key) };
        const of = profile.changedAt ?? asOf;
        if (of && before.changedAt && of < before.changedAt) continue;
        for (const field of OPTIONAL) delete (before as Record<string, unknown>)[field];
        const kept = before.forgottenAt ? erasedProfile(profile) : profile;
        member.set(key, frozen({ ...UNSAID, ...before, ...kept, id: profile.slackUserId, tenantId }));
      }
    }),
  link: (tenantId, slackUserId, accounts) =>
    run((tables) => {
      const holders = accounts.map(({ id }) => byPerson(tables, tenantId, id));
      const other = holders.find((holder) => holder && holder.slackUserId !== slackUserId);
      if (other) throw new Duplicate(other.slackUserId);
      return update(tables.member, refOf(tenantId, slackUserId), (member) => ({ ...member, accounts }));
    }),
  search: (tenantId, query, limit) =>
    run((tables) => {
      const words = searchWords(query);
      const matches = ({ name }: Member) => holds(searchKey(name), words);
      return presentFirst(team(tables, tenantId).filter(matches)).slice(0, limit);
    }),
  team: (tenantId, limit) =>
    run((tables) => presentFirst(team(tables, tenantId).filter(({ forgottenAt }) => !forgottenAt)).slice(0, limit)),
  all: (tenantId) => run((tables) => team(tables, tenantId).map(entry)),
  onBoard: (tenantId) =>
    run((tables) =>
      team(tables, tenantId).filter(({ preferences }) => preferences.onLeaderboard && !preferences.hidden),
    ),
  adminsAtHome: (tenantId) =>
    run((tables) =>
      team(tables, tenantId).filter(({ homeOpenedAt, isAdmin, isOwner }) => homeOpenedAt && (isAdmin || isOwner)),
    ),
  presentAdmins: (tenantId, limit) =>
    run((tables) =>
      team(tables, tenantId)
        .filter((one) => one.isAdmin && isLinkable(one) && !one.forgottenAt)
        .sort((a, b) => Number(b.isOwner) - Number(a.isOwner))
        .slice(0, limit),
    ),
  configure: (tenantId, slackUserId, changes) =>
    run(({ member }) => update(member, refOf(tenantId, slackUserId), (found) => ({ ...found, ...changes }))),
  addWork: (tenantId, slackUserId, work) =>
    run(({ member }) => update(member, refOf(tenantId, slackUserId), (found) => withWork(found, work))),
  forget: (tenantId, slackUserId, at, redraw) =>
    run((tables) => {
      const member = find(tables.member, refOf(tenantId, slackUserId));
      const { accounts = [], email } = member ?? {};
      const personIds = accounts.map(({ id }) => id);
      erase(tables, tenantId, { slackUserId, personIds, ...(email !== undefined && { email }) }, redraw);
      update(tables.member, refOf(tenantId, slackUserId), (found) => forgotten(found, at));
    }),
  forgotten: (tenantId) =>
    run(
      (tables) =>
        new Set(
          team(tables, tenantId)
            .filter(({ forgottenAt }) => forgottenAt)
            .map(({ slackUserId }) => slackUserId),
        ),
    ),
  takeBack: (tenantId, slackUserId) =>
    run(({ member }) => {
      const ref = refOf(tenantId, slackUserId);
      return find(member, ref)?.forgottenAt ? update(member, ref, known) : null;
    }),
});
