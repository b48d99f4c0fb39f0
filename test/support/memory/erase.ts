import type { Invite } from '../../../src/domain/model/invite/invite.js';
import { isAddresseeDoubtful } from '../../../src/domain/model/invite/readdress.js';
import {
  DELETIONS,
  type Erasure,
  erasuresOf,
  idsOfPeople,
  isSomebody,
  type Named,
  REVISED,
} from '../../../src/domain/model/member/erasure-rules.js';
import type { Message } from '../../../src/domain/model/message/message.js';
import type { Members } from '../../../src/domain/ports.js';
import { copyOf, frozen } from './copy.js';
import { withWork } from './documents.js';
import type { Tables } from './store.js';

type Redraw = Parameters<Members['forget']>[3];

interface Somebody {
  readonly slackUserId: string;
  readonly personIds: readonly string[];
  readonly email?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: paths lead anywhere
type Part = any;

/** Takes somebody's name and words out of everything that others need to keep, and gives work to what shows it. */
export function erase(tables: Tables, tenantId: string, who: Somebody, redraw: Redraw): void {
  const ids = idsOf(tables, tenantId, who);
  const about = new Set<string>();
  const jobs = new Set<string>();
  for (const erasure of erasuresOf(who.slackUserId)) {
    const table: Map<string, Part> = tables[erasure.noun];
    for (const [key, doc] of table) {
      if (doc.tenantId !== tenantId || theirsIn(doc, erasure, ids).length === 0) continue;
      table.set(key, without(doc, erasure, ids));
      about.add(erasure.noun === 'relay' ? doc.inviteId : doc.id);
      if (erasure.noun === 'referral') jobs.add(doc.job.id);
    }
  }
  for (const invite of tables.invite.values())
    if (invite.tenantId === tenantId && jobs.has(invite.job.id)) about.add(invite.id);
  redrawShown(tables, tenantId, about, redraw);
  for (const { noun, field, only } of DELETIONS) {
    const table: Map<string, Part> = tables[noun];
    for (const [key, doc] of table)
      if (doc.tenantId === tenantId && at(doc, field) === who.slackUserId && holds(doc, only)) table.delete(key);
  }
}

function idsOf(tables: Tables, tenantId: string, who: Somebody): Record<Named, Part[]> {
  const { slackUserId, email } = who;
  const invites = [...tables.invite.values()].filter((one) => one.tenantId === tenantId);
  const sent = [...tables.referral.values()].filter(
    (one) => one.tenantId === tenantId && one.from.slackUserId === slackUserId,
  );
  const referral = sent.map(({ id }) => id);
  const withDuplicates = (found: readonly Invite[]): Invite[] => {
    const ids = new Set(found.map(({ id }) => id));
    const duplicates = invites.filter(({ duplicateOf }) => duplicateOf !== undefined && ids.has(duplicateOf));
    return duplicates.length === 0 ? [...found] : [...found, ...withDuplicates(duplicates)];
  };
  const theirs = withDuplicates(invites.filter(({ invitee }) => invitee.slackUserId === slackUserId));
  const onward = withDuplicates(invites.filter(({ referredIn }) => referral.includes(referredIn?.referralId ?? '')));
  return {
    member: [slackUserId],
    ...idsOfPeople(slackUserId, peopleOf(tables, tenantId, who, theirs), ownEmailOf(tables, tenantId, who)),
    address: email === undefined ? [] : [email, email.toLowerCase()],
    referral,
    invitation: sent.flatMap(({ inviteId, externalInviteId }) => {
      const invite = invites.find(({ id }) => id === inviteId);
      return [externalInviteId, ...(invite?.origins ?? []).map(({ externalId }) => externalId)];
    }),
    invite: theirs.map(({ id }) => id),
    onward: onward.map(({ id }) => id),
  };
}

function peopleOf({ member }: Tables, tenantId: string, who: Somebody, theirs: readonly Invite[]): string[] {
  const others = [...member.values()].filter((one) => one.tenantId === tenantId && one.slackUserId !== who.slackUserId);
  const isOthers = (personId: string) => others.some(({ accounts }) => accounts.some(({ id }) => id === personId));
  const people = theirs.filter((one) => !isAddresseeDoubtful(one)).map(({ invitee }) => invitee.person);
  const named = people.filter(isSomebody).map(({ id }) => id);
  return [...who.personIds, ...named.filter((id) => !isOthers(id))];
}

function ownEmailOf({ member }: Tables, tenantId: string, { slackUserId, email }: Somebody): string | undefined {
  const others = [...member.values()].filter((one) => one.tenantId === tenantId && one.slackUserId !== slackUserId);
  return others.some((one) => one.email?.toLowerCase() === email?.toLowerCase()) ? undefined : email;
}

function redrawShown({ message }: Tables, tenantId: string, about: ReadonlySet<string>, redraw: Redraw): void {
  const shows = (one: Message) =>
    [one.inviteId, one.referralId, one.feedbackId].some((id) => id !== undefined && about.has(id));
  let before = 0;
  for (const [key, one] of message) {
    if (one.tenantId !== tenantId || !one.posted || !shows(one)) continue;
    message.set(key, withWork(one, [redraw(before)]));
    before += 1;
  }
}

function theirsIn(doc: Part, { field, names, each, only }: Erasure, ids: Record<Named, Part[]>): Part[] {
  const parts: Part[] = each ? (at(doc, each) ?? []) : [doc];
  return holds(doc, only) ? parts.filter((part) => ids[names].includes(at(part, field))) : [];
}

function without(doc: Part, erasure: Erasure, ids: Record<Named, Part[]>) {
  const { noun, field, blank, remove = [], becomes } = erasure;
  const changed = copyOf(doc);
  if (REVISED.has(noun)) changed.revision += 1;
  for (const part of theirsIn(changed, erasure, ids)) {
    for (const path of blank) at(part, parentOf(path))[leafOf(path)] = '';
    for (const path of remove) delete at(part, parentOf(path))[leafOf(path)];
    if (becomes !== undefined) at(part, parentOf(field))[leafOf(field)] = becomes;
  }
  return frozen(changed);
}

const at = (part: Part, path: string): Part =>
  path === '' ? part : path.split('.').reduce((inner, name) => inner?.[name], part);

const parentOf = (path: string): string => path.split('.').slice(0, -1).join('.');

const leafOf = (path: string): string => path.split('.').at(-1) ?? '';

const holds = (doc: Part, only: Erasure['only'] = {}): boolean =>
  Object.entries(only).every(([path, value]) => (at(doc, path) ?? null) === value);
