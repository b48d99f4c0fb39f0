import { type Connection, ONLY_WAY, PRACTICE_WAY } from '../../src/domain/model/connection/connection.js';
import type { Invitation, StoredEvent } from '../../src/domain/model/event/event.js';
import type { Feedback } from '../../src/domain/model/feedback/feedback.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Client } from '../../src/domain/model/job/client.js';
import type { Job } from '../../src/domain/model/job/job.js';
import {
  type Actor,
  DEFAULT_PREFERENCES,
  type Member,
  type SlackProfile,
} from '../../src/domain/model/member/member.js';
import type { Message } from '../../src/domain/model/message/message.js';
import { todo, type Work } from '../../src/domain/model/outbox-work.js';
import type { Person } from '../../src/domain/model/person/person.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { Relay } from '../../src/domain/model/relay/relay.js';
import type { LedgerEntry } from '../../src/domain/model/tally/tally.js';
import { DEFAULT_SETTINGS, type Settings, type Tenant } from '../../src/domain/model/tenant/tenant.js';
import { ContractConfig } from '../../src/sources/contract/connection-config.js';
import { contract } from '../../src/sources/contract/source.js';
import { START } from './memory-ports.js';

let made = 0;
/** An id that no other document of this test file has. */
export const nextId = (prefix: string): string => {
  made += 1;
  return `${prefix}${made}`;
};

const minutesLater = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

export const buildPerson = (given: Partial<Person> = {}): Person => ({
  id: 'p-ana',
  name: 'Ana Lopez',
  profileUrl: 'https://market.example/freelancers/p-ana',
  email: 'ana@agency.example',
  ...given,
});

export function buildJob({ id = nextId('job-'), ...given }: Partial<Job> = {}): Job {
  return {
    id,
    title: 'Build a data pipeline',
    url: `https://market.example/jobs/${id}`,
    skills: ['TypeScript', 'MongoDB'],
    private: false,
    ...given,
  };
}

export const buildClient = (given: Partial<Client> = {}): Client => ({
  name: 'Acme',
  country: 'Norway',
  rating: 4.9,
  ...given,
});

/** An open invite addressed to Ana (`UANA`) of the workspace `T1`. */
export function buildInvite(given: Partial<Invite> = {}): Invite {
  const id = given.id ?? nextId('invite-');
  return {
    id,
    tenantId: 'T1',
    externalId: given.externalId ?? `ext-${id}`,
    origins: [{ ...(given.practice ? PRACTICE_WAY : ONLY_WAY), externalId: given.externalId ?? `ext-${id}` }],
    status: 'open',
    job: buildJob(),
    client: buildClient(),
    letter: 'Hello Ana, we would like to work with you.',
    letterCut: false,
    invitee: { person: buildPerson(), slackUserId: 'UANA' },
    chain: [],
    nudges: 0,
    invitedAt: START,
    expiresAt: minutesLater(24 * 60),
    revision: 1,
    history: [],
    work: [],
    ...given,
  };
}

/** A held referral from Ana (`UANA`) to Ben (`UBEN`). */
export function buildReferral(given: Partial<Referral> = {}): Referral {
  const inviteId = given.inviteId ?? nextId('invite-');
  return {
    id: nextId('referral-'),
    tenantId: 'T1',
    status: 'held',
    inviteId,
    externalInviteId: `ext-${inviteId}`,
    job: { id: nextId('job-'), title: 'Build a data pipeline', url: 'https://market.example/jobs/1' },
    from: { slackUserId: 'UANA', name: 'Ana Lopez' },
    to: { name: 'Ben Okoro', slackUserId: 'UBEN', target: { by: 'person', personId: 'p-ben' } },
    reasonId: 'busy',
    chain: [],
    createdAt: START,
    releaseAt: minutesLater(1),
    takesSlot: true,
    milestones: [],
    revision: 1,
    history: [],
    work: [],
    ...given,
  };
}

/** Ana asks Ben, then Cem; nobody was asked yet. */
export function buildRelay(given: Partial<Relay> = {}): Relay {
  return {
    id: nextId('relay-'),
    tenantId: 'T1',
    inviteId: nextId('invite-'),
    status: 'asking',
    from: { slackUserId: 'UANA', name: 'Ana Lopez' },
    asks: [
      { slackUserId: 'UBEN', name: 'Ben Okoro' },
      { slackUserId: 'UCEM', name: 'Cem Kaya' },
    ],
    reasonId: 'busy',
    minutes: 30,
    createdAt: START,
    revision: 1,
    history: [],
    work: [],
    ...given,
  };
}

export const buildFeedback = (given: Partial<Feedback> = {}): Feedback => ({
  id: nextId('feedback-'),
  tenantId: 'T1',
  from: { slackUserId: 'UANA', name: 'Ana Lopez' },
  text: 'More cake, please.',
  at: START,
  ...given,
});

export const buildProfile = (given: Partial<SlackProfile> = {}): SlackProfile => ({
  slackUserId: 'UANA',
  name: 'Ana Lopez',
  isAdmin: false,
  isOwner: false,
  isBot: false,
  isGuest: false,
  isExternal: false,
  isDeactivated: false,
  ...given,
});

/** Ana (`UANA`), who has said nothing of herself yet. */
export function buildMember(given: Partial<Member> = {}): Member {
  const profile = buildProfile(given);
  return {
    ...profile,
    id: profile.slackUserId,
    tenantId: 'T1',
    accounts: [],
    skills: [],
    availability: { kind: 'unknown' },
    preferences: DEFAULT_PREFERENCES,
    work: [],
    ...given,
  };
}

export const buildActor = (given: Partial<Actor> = {}): Actor => ({
  tenantId: 'T1',
  slackUserId: 'UANA',
  name: 'Ana Lopez',
  ...given,
});

/** The default settings, with the time zone Europe/Oslo. */
export const buildSettings = (given: Partial<Settings> = {}): Settings => ({
  ...DEFAULT_SETTINGS,
  timeZone: 'Europe/Oslo',
  ...given,
});

export function buildTenant(given: Partial<Tenant> = {}): Tenant {
  const tenantId = given.tenantId ?? given.id ?? 'T1';
  return {
    id: tenantId,
    tenantId,
    name: 'Agency',
    status: 'active',
    installedBy: 'UADMIN',
    installedAt: START,
    activeSince: START,
    settings: buildSettings(),
    work: [],
    ...given,
  };
}

/** The tenant's first connection by the contract; the fields of its configuration may be given beside the others. */
export function buildConnection(given: Partial<Connection & ContractConfig> = {}): Connection {
  const { baseUrl, token, webhookSecrets, path = 'native', ...rest } = given;
  const config: ContractConfig = {
    baseUrl: baseUrl ?? 'https://market.example/api',
    token: token ?? 'token-of-the-marketplace',
    webhookSecrets: webhookSecrets ?? [`whsec_${Buffer.from('a secret of the tests').toString('base64')}`],
    path,
  };
  return {
    id: `connection-of-${given.tenantId ?? 'T1'}`,
    tenantId: 'T1',
    source: 'contract',
    trust: 90,
    namesInvitations: true,
    marketplace: 'own',
    bareIds: true,
    name: 'Sandbox',
    config,
    can: contract.can(config),
    declineReasons: [{ id: 'busy', text: 'Too busy' }],
    health: {},
    connectedAt: START,
    work: [],
    ...rest,
  };
}

/** Reads the configuration of a connection by the contract. */
export const contractConfig = (connection: Pick<Connection, 'config'> | null | undefined): ContractConfig =>
  ContractConfig.parse(connection?.config);

export const buildInvitation = (given: Partial<Invitation> = {}): Invitation => ({
  id: nextId('ext-'),
  status: 'open',
  invitedAt: START,
  expiresAt: minutesLater(24 * 60),
  letter: 'Hello Ana, we would like to work with you.',
  job: buildJob(),
  client: buildClient(),
  freelancer: buildPerson(),
  ...given,
});

/** A stored `invitation.created`, unless another type and data are given. */
export const buildEvent = (given: Partial<StoredEvent> = {}): StoredEvent =>
  ({
    id: nextId('event-'),
    tenantId: 'T1',
    type: 'invitation.created',
    data: buildInvitation(),
    receivedAt: START,
    work: [],
    ...given,
  }) as StoredEvent;

/** A message that was wanted and not posted yet. */
export const buildMessage = (given: Partial<Message> = {}): Message => ({
  id: nextId('message-'),
  tenantId: 'T1',
  kind: 'invite-card',
  to: 'UANA',
  wanted: 1,
  work: [],
  ...given,
});

export function buildLedgerEntry(given: Partial<LedgerEntry> = {}): LedgerEntry {
  const referralId = given.referralId ?? nextId('referral-');
  const event = given.event ?? 'sent';
  return {
    id: `${referralId}:${event}`,
    tenantId: 'T1',
    referralId,
    event,
    at: START,
    moves: [{ member: 'UANA', period: 'all', count: 'sent', by: 1 }],
    ...given,
  };
}

/** Builds the work of a message that shows an erased member. */
export const buildRedraw = (): Work => todo('deliver-message', START);
