import type { InstalledDemo } from './install-and-connect.js';

/** The commands by which members state their skills and availability, by member name. */
const SAYINGS = {
  ben: ['skills Shopify, GraphQL, Node.js', 'available open'],
  cara: ['skills Python, BigQuery, Salesforce', 'available open'],
} as const;

/** States the members' skills and availability by their own commands; skips members who did so before. */
export async function enterTeamSkills({ driver, truth, tenantId }: InstalledDemo): Promise<void> {
  for (const [name, sayings] of Object.entries(SAYINGS)) {
    const person = driver.as(name);
    const member = await truth.ports.members.get(tenantId, person.id);
    if (!member || member.skills.length > 0) continue;
    for (const saying of sayings) await person.command(saying);
  }
}
