import { connectVendor, installSouth } from '../../sandbox/demo/connect-vendor.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { openUpworkAgency } from '../../sandbox/demo/open-upwork-agency.js';
import { UPWORK_AGENCY } from '../../sandbox/demo/upwork-agency.js';
import { upworkUid } from '../../sandbox/marketplace/vendors/upwork-ids.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { Answers } from '../../src/domain/model/connection/source.js';
import { UPWORK } from '../../src/domain/model/member/marketplace-accounts.js';
import { newTenant, personId, settle, type TenantWish, type TestTenant } from '../support/new-tenant.js';
import type { TestStage } from '../support/open-stage.js';
import { agencyOnUpwork, setUp } from '../support/upwork-agency.js';
import { type ByHandWay, PEOPLE } from './plan.js';

/** Somebody who gets invites. */
export interface Member {
  readonly tenantId: string;
  readonly person: Person;
  /** As colleagues read it. */
  readonly name: string;
  /** The marketplace's id. */
  readonly freelancer: string;
}

/** A tenant and its people. */
export interface Tenant {
  readonly tenantId: string;
  readonly members: readonly Member[];
}

const NAMES = ['Ana', 'Ben', 'Cleo', 'Dev'];

/** Opens tenants whose marketplace takes decisions, one after the other: forms have to open in time. */
export async function openTenants(stage: TestStage, count: number): Promise<Tenant[]> {
  const tenants: Tenant[] = [];
  for (let number = 1; number <= count; number += 1) tenants.push(await openTenant(stage, number));
  return tenants;
}

async function openTenant(stage: TestStage, number: number): Promise<Tenant> {
  const domain = `agency-${number}`;
  const people = NAMES.slice(0, PEOPLE).map((first) => `${first} Number${number}`);
  const users = people.map((name, at) => ({
    name: first(name),
    real_name: name,
    email: `${first(name)}@${domain}.example`,
    ...(at === 0 && { is_admin: true, is_owner: true }),
  }));
  const wish: TenantWish = {
    domain,
    users,
    freelancers: users.map(({ real_name: name, email }) => ({ name, email })),
  };
  const { tenantId, driver } = await settle(await newTenant(stage, wish), wish);
  const members = people.map((name) => ({
    ...{ tenantId, name, person: driver.as(first(name)), freelancer: personId(domain, name) },
  }));
  return { tenantId, members };
}

const first = (name: string): string => (name.split(' ')[0] ?? '').toLowerCase();

/** Opens the agencies on Upwork, whose people decide by hand. */
export async function openByHand(stage: TestStage): Promise<Record<ByHandWay, Tenant>> {
  return { told: await openTold(stage), polled: await openPolled(stage), pasted: await openPasted(stage) };
}

/** Opens the agency of whose invitations Vollna and mail tell. */
async function openTold(stage: TestStage): Promise<Tenant> {
  const south = await openUpworkAgency(stage);
  await installSouth(south);
  await connectVendor(south, 'vollna');
  await south.driver.as('mira').dismiss();
  await connectVendor(south, 'email');
  await south.driver.as('mira').dismiss();
  const { tenantId, driver } = south;
  const members = UPWORK_AGENCY.people.map(({ id, name }) => ({
    ...{ tenantId, name, person: driver.as(first(name)), freelancer: id },
  }));
  return { tenantId, members };
}

/** Opens the agency for whose invitations Baton asks Getmany, which names people by their numbers. */
async function openPolled(stage: TestStage): Promise<Tenant> {
  const tenant = await agencyOnUpwork(stage, 'polled');
  const account = (await act(tenant, 'agencies/polled/getmany', {})) as Answers;
  await setUp(tenant, 'getmany', account);
  const members = membersOf(tenant);
  for (const { tenantId, person, name, freelancer } of members) {
    const linked = { id: `upwork:${upworkUid(freelancer)}`, name, linkedBy: 'hand', place: UPWORK } as const;
    await tenant.truth.ports.members.link(tenantId, person.id, [linked]);
  }
  return { tenantId: tenant.tenantId, members };
}

/** Opens the agency with nothing connected, whose members add their invitations. */
async function openPasted(stage: TestStage): Promise<Tenant> {
  const tenant = await agencyOnUpwork(stage, 'pasted');
  return { tenantId: tenant.tenantId, members: membersOf(tenant) };
}

const membersOf = ({ tenantId, driver, agency }: TestTenant): Member[] =>
  ['Ana Silva', 'Ben Okafor'].map((name) => ({
    ...{ tenantId, name, person: driver.as(first(name)), freelancer: personId(agency.id, name) },
  }));
