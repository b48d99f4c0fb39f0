import { connectVendor, installSouth } from '../../sandbox/demo/connect-vendor.js';
import { openUpworkAgency } from '../../sandbox/demo/open-upwork-agency.js';
import { UPWORK_AGENCY } from '../../sandbox/demo/upwork-agency.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { TestStage } from '../support/open-stage.js';
import { newTenant, personId, settle, type TenantWish } from '../support/tenant.js';
import { PEOPLE } from './plan.js';

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

/** Opens a tenant whose marketplace takes decisions. */
export async function openTenant(stage: TestStage, number: number): Promise<Tenant> {
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

/** Opens the agency on Upwork, of whose invitations Vollna and mail tell; its people decide by hand. */
export async function openByHand(stage: TestStage): Promise<Tenant> {
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
