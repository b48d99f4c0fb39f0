import { inWorkspace } from '../slack/driver.js';
import { act, type PlayableDemo } from './install-and-connect.js';
import { southIn, UPWORK_AGENCY } from './upwork-agency.js';

/** Opens the second agency: its workspace, and its people on Upwork. @returns the demo as seen from there */
export async function openUpworkAgency(demo: PlayableDemo): Promise<PlayableDemo> {
  const workspace = await southIn(demo.slack);
  const { id, name, people } = UPWORK_AGENCY;
  if (!demo.sandbox.state.agencies[id]) await act(demo, 'agencies', { id, name, token: `token-of-${id}` });
  for (const person of people) await act(demo, 'people', { ...person, agencyId: id });
  return { ...demo, tenantId: workspace.team.id, driver: inWorkspace(demo.driver, workspace) };
}
