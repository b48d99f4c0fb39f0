import { readdirSync, readFileSync } from 'node:fs';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { TestStage } from '../support/open-stage.js';
import type { Json } from '../support/payload-mutations.js';
import { acceptedBody } from '../unit/sources/getmany/samples.js';
import { jobAlertBody, webhookBody } from '../unit/sources/vollna/samples.js';
import { type GoodRequest, mailContent, type ProofKind, type Way } from './good-request.js';
import { PATIENCE_MS } from './wait-for-state.js';

type Vendor = 'vollna' | 'getmany' | 'email' | 'contract';

/** Records what the sandbox sends of an invitation's life: as the marketplace itself, as Vollna, as Getmany, and by mail. */
export async function recordWebhooks(stage: TestStage): Promise<GoodRequest[]> {
  const before = new Set(Object.keys(stage.sandbox.state.deliveries));
  await liveThrough(stage);
  const deliveries = await eventually(
    'everything is told',
    async () => {
      const fresh = Object.values(stage.sandbox.state.deliveries).filter(({ id }) => !before.has(id));
      return (
        ['vollna', 'getmany', 'email', undefined].every((vendor) => fresh.some((one) => one.vendor === vendor)) && fresh
      );
    },
    PATIENCE_MS,
  );
  const bodies = (vendor: Vendor) =>
    deliveries.filter((one) => (one.vendor ?? 'contract') === vendor).map(({ type, body }) => ({ type, body }));
  return unique([
    ...bodies('contract').map((one) => json('contract', 'contract', one)),
    ...bodies('vollna').map((one) => json('vollna', 'vollna', wrapped(one))),
    json('vollna', 'vollna', { type: 'alert', body: JSON.stringify(jobAlertBody()) }),
    json('vollna', 'vollna', { type: 'test', body: JSON.stringify(webhookBody('test', {})) }),
    ...bodies('getmany').map((one) => json('getmany', 'getmany', one)),
    json('getmany', 'getmany', { type: 'sample', body: JSON.stringify(acceptedBody()) }),
    ...[...bodies('email').map(({ body }) => ({ name: 'invitation', raw: body })), ...fixtures()].flatMap(mails),
  ]);
}

/** An invitation is declined, one is withdrawn, and one leads to a proposal, an interview and a contract. */
async function liveThrough(stage: TestStage): Promise<void> {
  const invite = () => act(stage, 'invitations', { freelancer: 'f-ana' });
  const [declined, withdrawn, hired] = await Promise.all([invite(), invite(), invite()]);
  await act(stage, `invitations/${declined.id}/decline`, { reasonId: 'too-busy' });
  await act(stage, `invitations/${withdrawn.id}/withdraw`);
  await act(stage, `invitations/${hired.id}/accept`);
  for (const step of ['view', 'interview', 'hire']) await act(stage, `proposals/${hired.id}/${step}`);
}

interface Told {
  readonly type: string;
  readonly body: string;
}

/** Vollna wraps the content anew for each attempt. */
const wrapped = ({ type, body }: Told): Told => ({
  type,
  body: JSON.stringify({ id: 'evt_{{fresh}}', timestamp: new Date().toISOString(), ...(JSON.parse(body) as object) }),
});

/** A webhook of JSON. What it creates has another id each time. */
function json(way: Way & Vendor, proof: ProofKind, { type, body }: Told): GoodRequest {
  const content = JSON.parse(body) as { data?: { id?: string; invitationUid?: string } } & { [key: string]: Json };
  const { data } = content;
  if (type === 'invitation.created' && data?.id !== undefined && way === 'contract') data.id = 'inv-{{fresh}}';
  if (type === 'invitation.created' && data?.invitationUid !== undefined) data.invitationUid = '1{{fresh-digits}}';
  return {
    way,
    name: `${way} ${type} ${String((data as { status?: string } | undefined)?.status ?? '')}`.trim(),
    method: 'POST',
    path: `/webhooks/{{connection:${way}}}`,
    headers: {},
    format: 'json',
    content,
    proof,
  };
}

const folder = new URL('../unit/sources/email/fixtures/', import.meta.url);

const fixtures = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => ({ name, raw: readFileSync(new URL(name, folder), 'latin1') }));

/** One mail as each service posts it. */
function mails({ name, raw }: { name: string; raw: string }): GoodRequest[] {
  const mail = freshMail(mailContent(raw));
  const webhook = (way: Way, more: Partial<GoodRequest> & Pick<GoodRequest, 'format' | 'content'>): GoodRequest => ({
    ...{ way, name: `${way} ${name}`, method: 'POST', path: `/webhooks/{{connection:${way}}}`, headers: {} },
    ...{ proof: 'none', ...more },
  });
  return [
    webhook('raw-mail', { format: 'mail', content: mail, proof: 'raw-mail' }),
    webhook('postmark', { format: 'json', content: postmarkOf(mail), proof: 'postmark' }),
    webhook('mailgun', {
      format: 'multipart',
      path: '/webhooks/{{connection:mailgun}}?key={{mailgun-token}}&as=mime',
      content: {
        recipient: 'upwork@in.studio-north.example',
        timestamp: '{{timestamp}}',
        token: '{{token}}',
        signature: '{{mailgun-signature}}',
        'body-mime': mail,
      },
    }),
    webhook('sendgrid', {
      format: 'multipart',
      content: {
        dkim: '{@upwork.com : pass}',
        SPF: 'pass',
        envelope: JSON.stringify({ to: ['upwork@in.studio-north.example'], from: 'bounces@upwork.com' }),
        email: mail,
      },
      proof: 'sendgrid',
    }),
  ];
}

/** Gives the mail another subject each time, so that it is no repeat. */
function freshMail(mail: Json): Json {
  const { headers, body } = mail as { headers: readonly (readonly [string, string])[]; body: string };
  const anew = headers.map(([name, value]) => [name, /^subject$/i.test(name) ? `${value} {{fresh}}` : value]);
  return { headers: anew, body };
}

const headerOf = (mail: Json, wanted: string): string =>
  (mail as { headers: [string, string][] }).headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

function postmarkOf(mail: Json): Json {
  const person = (text: string) => ({
    Email: /[^\s<>]+@[^\s<>]+/.exec(text)?.[0] ?? '',
    Name: text.split('<')[0]?.trim() ?? '',
    MailboxHash: '',
  });
  const from = person(headerOf(mail, 'from'));
  return {
    From: from.Email,
    FromFull: from,
    ToFull: [person(headerOf(mail, 'to'))],
    CcFull: [],
    OriginalRecipient: 'upwork@in.studio-north.example',
    Subject: headerOf(mail, 'subject'),
    MessageID: headerOf(mail, 'message-id'),
    Date: headerOf(mail, 'date'),
    MailboxHash: '',
    TextBody: (mail as { body: string }).body,
    HtmlBody: '<p>Hi Ana,</p><a href="https://www.upwork.com/jobs/~021955676437925687781">View job</a>',
    Headers: [{ Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' }],
  };
}

const unique = (all: readonly GoodRequest[]): GoodRequest[] => [...new Map(all.map((one) => [one.name, one])).values()];
