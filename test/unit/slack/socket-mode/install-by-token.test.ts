import { beforeEach, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { installByToken } from '../../../../src/slack/app/socket-mode/install-by-token.js';
import { memoryInstallations } from '../../../support/app-with-fake-slack.js';
import { fakeSlack, slackError } from '../../../support/fake-slack.js';
import { type MemoryPorts, memoryPorts } from '../../../support/memory-ports.js';

const TOKEN = ['xoxb', '1'].join('-');
const WHO = { ok: true, team_id: 'T1', team: 'Acme', bot_id: 'B1', user_id: 'UBOT', is_enterprise_install: false };
const BOT = { ok: true, bot: { id: 'B1', app_id: 'A1' } };

let ports: MemoryPorts;
let installations: ReturnType<typeof memoryInstallations>;
let slack: ReturnType<typeof fakeSlack>;

beforeEach(() => {
  ports = memoryPorts();
  installations = memoryInstallations();
  slack = fakeSlack();
});

interface Given {
  readonly botToken?: string;
  readonly appId?: string;
  readonly who?: object;
  readonly bot?: object;
}

function install({ botToken = TOKEN, appId = 'A1', who = WHO, bot = BOT }: Given = {}): Promise<void> {
  slack.replies('auth.test', who);
  slack.replies('bots.info', bot);
  const client = new WebClient(botToken, { fetch: slack.fetch, retryConfig: { retries: 0 } });
  return installByToken({ ports, installations, client, botToken, appId });
}

describe('the bot token of Socket Mode', () => {
  test('installs its workspace, without an installer', async () => {
    await install();
    const tenant = await ports.tenants.latest('T1');
    expect(tenant).toMatchObject({ status: 'active', name: 'Acme' });
    expect(tenant?.installedBy).toBeUndefined();
    expect(installations.all.get('T1')).toMatchObject({ appId: 'A1', bot: { token: TOKEN, userId: 'UBOT', id: 'B1' } });
  });

  test('changes nothing at the next start', async () => {
    await install();
    const before = await ports.tenants.latest('T1');
    await install();
    expect(await ports.tenants.latest('T1')).toEqual(before);
  });

  test('replaces the token of an earlier installation, and makes a workspace active that had removed the app', async () => {
    await install();
    await ports.tenants.uninstall('T1', []);
    const another = ['xoxb', '2'].join('-');
    await install({ botToken: another });
    expect((await ports.tenants.latest('T1'))?.status).toBe('active');
    expect(installations.all.get('T1')?.bot?.token).toBe(another);
  });

  test('works where Slack does not tell the app', async () => {
    await install({ bot: slackError('missing_scope') });
    expect(installations.all.get('T1')).not.toHaveProperty('appId');
  });

  test.each<[string, Given, string]>([
    ['of another app', { appId: 'A2' }, 'of the app A1, and SLACK_APP_TOKEN of the app A2'],
    ['of an organization', { who: { ...WHO, is_enterprise_install: true } }, 'Socket Mode serves one workspace'],
    ['that was revoked', { who: slackError('token_revoked') }, 'Slack does not take SLACK_BOT_TOKEN (token_revoked)'],
  ])('%s is refused, and nothing is stored', async (_, given, said) => {
    await expect(install(given)).rejects.toThrow(said);
    expect(installations.all.size).toBe(0);
    expect(await ports.tenants.latest('T1')).toBeNull();
  });
});
