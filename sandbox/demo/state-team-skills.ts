import type { InstalledDemo } from './install-and-connect.js';

/** Commands by which members state their skills and availability, by name. */
const SAYINGS = {
  ben: ['skills Shopify, GraphQL, Node.js', 'available open'],
  cara: ['skills Python, BigQuery, Salesforce', 'available open'],
} as const;

/** Lets members name their skills and say that they have time, as they would; those who did so before keep theirs. */
export async function introduceTeam({ driver, truth, tenantId }: InstalledDemo): Promise<void> {
  for (const [name, sayings] of Object.entries(SAYINGS)) {
    const person = driver.as(name);
    const member = await truth.ports.members.get(tenantId, person.id);
    if (!member || member.skills.length > 0) continue;
    for (const saying of sayings) await person.command(saying);
  }
}
