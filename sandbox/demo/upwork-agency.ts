import type { SeedWorkspace } from '../slack/emulator/seed.js';
import type { Workspace } from '../slack/emulator/workspace.js';
import type { EmbeddedSlack } from '../slack/start-emulator.js';

const at = (name: string) => `${name}@studio-south.example`;

/** The workspace of a second agency, which works on Upwork. None of its people has a name of the first agency's. */
const SOUTH: SeedWorkspace = {
  team: { name: 'Studio South', domain: 'studio-south' },
  users: [
    { name: 'mira', real_name: 'Mira Novak', email: at('mira'), is_admin: true, is_owner: true, tz: 'Europe/Prague' },
    { name: 'tom', real_name: 'Tom Adeyemi', email: at('tom'), tz: 'Europe/London' },
    { name: 'lea', real_name: 'Lea Martin', email: at('lea'), tz: 'Europe/Paris' },
  ],
  channels: [{ name: 'general' }],
};

/** The agency on Upwork. Its people have the same email addresses in Slack; of the vendors, only mail reports them. */
export const UPWORK_AGENCY = {
  id: 'studio-south',
  name: 'Studio South',
  people: [
    {
      id: 'u-tom',
      name: 'Tom Adeyemi',
      email: at('tom'),
      title: 'Full-stack developer',
      skills: ['TypeScript', 'React'],
    },
    { id: 'u-lea', name: 'Lea Martin', email: at('lea'), title: 'Commerce developer', skills: ['Shopify', 'GraphQL'] },
  ],
} as const;

/** Returns the second agency's workspace, which is added to the embedded Slack where it is not there yet. */
export const southIn = async (slack: Pick<EmbeddedSlack, 'workspaces' | 'addWorkspace'>): Promise<Workspace> =>
  slack.workspaces.find(({ team }) => team.domain === SOUTH.team.domain) ?? slack.addWorkspace(SOUTH);
