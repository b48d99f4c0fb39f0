import { fileURLToPath } from 'node:url';
import { variablesOf } from '../../sandbox/demo/environment-variables.js';
import type { State } from '../../sandbox/marketplace/market/state.js';
import { choicesOf, idOf, isOpen, wordsOf } from '../support/e2e-actions.js';
import { resultOf, runFile } from '../support/processes.js';
import type { Counts, Evidence, Message, Played } from './judge.js';
import type { Member } from './tenants.js';
import type { World } from './world.js';

const START_COMMAND = fileURLToPath(new URL('../../src/start-command.ts', import.meta.url));

/** The title of an invite's job, by which its messages are known. */
export const titleOf = (number: number): string => `Job #${number}.`;

const numberIn = (text: string): number | undefined => {
  const [, number] = /Job #(\d+)\./.exec(text) ?? [];
  return number === undefined ? undefined : Number(number);
};

const membersOf = ({ tenants, byHand }: World): Member[] =>
  [...tenants, ...Object.values(byHand)].flatMap(({ members }) => members);

/** Collects what can be seen from outside: the marketplace's record, people's messages, and what commands answer. */
export async function collect(world: World, played: readonly Played[]): Promise<Evidence> {
  const members = membersOf(world);
  const [messages, counts, complaints, due] = await Promise.all([
    Promise.all(members.map(messagesOf)),
    Promise.all(world.tenants.flatMap((tenant) => tenant.members.map(countsOf))),
    complaintsOf(world),
    dueOf(world),
  ]);
  return {
    ...marketRecord(world.stage.sandbox.state, members),
    ...{ played, due, complaints },
    messages: messages.flat(),
    counts: counts.flat(),
  };
}

/** Reads the marketplace's record. */
function marketRecord(state: State, members: readonly Member[]) {
  const native = new Set(members.map(({ freelancer }) => freelancer).filter((id) => id.startsWith('agency-')));
  const readerOf = new Map(members.map(({ freelancer, person }) => [freelancer, person.id]));
  const invitations = Object.values(state.invitations).flatMap((one) => {
    const reader = readerOf.get(one.personId);
    const number = numberIn(state.jobs[one.jobId]?.title ?? '');
    if (reader === undefined || number === undefined) return [];
    const proposal = Object.values(state.proposals).find(({ invitationId }) => invitationId === one.id);
    return [
      {
        ...{ id: one.id, number, reader, status: one.status },
        isNative: native.has(one.personId),
        isHired: proposal?.status === 'hired',
        ...(one.referral && { from: one.referral.fromInvitationId }),
      },
    ];
  });
  const calls = state.calls.flatMap(({ method, path, key }) => {
    const [, invitationId] = /invitations\/([^/]+)\//.exec(path) ?? [];
    return method === 'POST' && invitationId && key ? [{ invitationId, key }] : [];
  });
  // a call whose answer was lost is known by its effect alone
  const carriedOut = state.effects.filter(({ kind }) => kind !== 'refer');
  const undelivered = Object.values(state.deliveries).filter(({ state: is }) => is !== 'delivered').length;
  return { invitations, calls: [...calls, ...carriedOut], effects: state.effects, undelivered };
}

async function messagesOf({ person }: Member): Promise<Message[]> {
  return (await person.messages()).map((message) => ({
    reader: person.id,
    id: idOf(message),
    number: numberIn(`${message.text} ${wordsOf(message)}`),
    choices: choicesOf(message),
    isOpen: isOpen(message),
  }));
}

const LINE =
  /All time:\*? \*(\d+)\* referred → \*(\d+)\* sent → \*(\d+)\* accepted → \*(\d+)\* hired · \*(\d+)\* received/;

/** Asks the command for somebody's numbers. */
async function countsOf({ person }: Member): Promise<Counts[]> {
  const { json } = await person.command('').catch(() => ({ json: {} }));
  const [line, ...numbers] = LINE.exec(JSON.stringify(json)) ?? [];
  const [sent = 0, forwarded = 0, accepted = 0, hired = 0, received = 0] = numbers.map(Number);
  return line === undefined ? [] : [{ reader: person.id, sent, forwarded, accepted, hired, received }];
}

/** Reads how much work is due or dead, from the metrics of whichever process answers. Polls are due again and again. */
async function dueOf({ cluster }: World): Promise<Record<string, number>> {
  for (const { url } of [...cluster.running('worker'), ...cluster.running('bot')]) {
    const text = await fetch(`${url}/metrics`)
      .then((answer) => answer.text())
      .catch(() => '');
    const rows = [...text.matchAll(/^baton_work_(due|dead)\{job="([^"]+)".*\} (\d+)$/gm)];
    const lasting = rows.filter(([, state, job]) => state === 'dead' || job !== 'poll-connection');
    if (text) return Object.fromEntries(lasting.map(([, state, job, count]) => [`${job} (${state})`, Number(count)]));
  }
  return { 'nobody answers': 1 };
}

/** Runs operators' commands in processes of their own. @returns the lines of those that complain */
async function complaintsOf({ stage, cluster }: World): Promise<string[]> {
  const commands = [
    ['work', 'check'],
    ['tallies', 'rebuild'],
  ];
  const told = await Promise.all(commands.map((words) => run(stage.config, words)));
  return [...told.flat(), ...cluster.ended()];
}

async function run(config: World['stage']['config'], words: readonly string[]): Promise<string[]> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...variablesOf(config), LOG_LEVEL: 'silent' };
  const { output, code } = await resultOf(runFile(START_COMMAND, words, { env }));
  if (code === 0) return [];
  const lines = output.trim().split('\n');
  return lines.map((line) => `baton ${words.join(' ')}: ${line}`);
}
