import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { findElement } from '../../../../sandbox/slack/driver/find-elements.js';
import { signedHeaders } from '../../../../sandbox/slack/driver/send-request.js';
import { stateValues, unfilled } from '../../../../sandbox/slack/driver/view-state.js';
import { parseArgs } from '../../../../sandbox/slack/emulator/json.js';
import { compact, type JournalEntry } from '../../../../sandbox/slack/emulator/replay-journal.js';
import { createAliases, stableId } from '../../../../sandbox/slack/emulator/stable-ids.js';
import { createTokenPool } from '../../../../sandbox/slack/emulator/tokens.js';
import { completeUser } from '../../../../sandbox/slack/emulator/users.js';

describe('aliases', () => {
  const aliases = createAliases();
  aliases.add('U1234ABCDE', 'U0FEDCBA9876');
  aliases.add('1700000000.000001', '1600000000.000009');

  test.each(['"U1234ABCDE"', '\\n<@U1234ABCDE>', 'ts=1700000000.000001&user=U1234ABCDE'])(
    'go out and back: %s',
    (text) => {
      const outside = aliases.toPublicIds(text);
      expect(outside).not.toContain('U1234ABCDE');
      expect(aliases.toEmulatorIds(outside)).toBe(text);
    },
  );

  test.each(['XU1234ABCDE', 'U1234ABCDEF', '11700000000.000001', 'U1234ABCD'])(
    'leave alone what only looks alike: %s',
    (text) => {
      expect(aliases.toPublicIds(text)).toBe(text);
    },
  );

  test('ids last and differ', () => {
    expect(stableId('U', 'acme', 'ana')).toBe(stableId('U', 'acme', 'ana'));
    expect(stableId('U', 'acme', 'ana')).not.toBe(stableId('U', 'other', 'ana'));
    expect(stableId('U', 'acme', 'ana')).toMatch(/^U0[0-9A-F]{9}$/);
  });
});

test.each([
  ['a=1&blocks=%5B%7B%7D%5D&text=%5B1%5D', 'application/x-www-form-urlencoded', { a: '1', blocks: [{}], text: '[1]' }],
  ['{"a":1,"view":"{\\"type\\":\\"home\\"}"}', 'application/json; charset=utf-8', { a: 1, view: { type: 'home' } }],
  ['blocks=%5Bbroken', undefined, { blocks: '[broken' }],
  ['not JSON', 'application/json', {}],
])('the arguments of %s', (body, type, expected) => {
  expect(parseArgs(body, type)).toEqual(expected);
});

const blocks = [
  { type: 'section', accessory: { type: 'button', action_id: 'more', value: '1' } },
  {
    type: 'actions',
    block_id: 'a',
    elements: [
      { type: 'button', action_id: 'go', value: '1' },
      { type: 'button', action_id: 'go', value: '2' },
    ],
  },
  { type: 'input', block_id: 'i', element: { type: 'plain_text_input', action_id: 'note', initial_value: 'hi' } },
  { type: 'input', block_id: 'o', optional: true, element: { type: 'multi_users_select', action_id: 'who' } },
  { type: 'input', block_id: 'd', element: { type: 'datepicker', action_id: 'day' } },
];

describe('elements', () => {
  test('are found where they stand', () => {
    expect(findElement(blocks, 'more')).toMatchObject({ blockId: 'auto0', element: { value: '1' } });
    expect(findElement(blocks, 'go', { value: '2' })).toMatchObject({ blockId: 'a', element: { value: '2' } });
    expect(findElement(blocks, 'note', { blockId: 'i' })).toMatchObject({ block: { type: 'input' } });
  });

  test('that are missing or not unique cannot be pressed', () => {
    expect(() => findElement(blocks, 'go')).toThrow('2 elements go are shown');
    expect(() => findElement(blocks, 'stop')).toThrow(
      '0 elements stop are shown; there is: more, go, go, note, who, day',
    );
    expect(() => findElement(undefined, 'go')).toThrow('there is: nothing');
  });
});

test('state has what was entered, else what was filled in, else nothing', () => {
  const values = stateValues(blocks, { d: { day: { type: 'datepicker', selected_date: '2026-01-02' } } });
  expect(values).toEqual({
    i: { note: { type: 'plain_text_input', value: 'hi' } },
    o: { who: { type: 'multi_users_select', selected_users: [] } },
    d: { day: { type: 'datepicker', selected_date: '2026-01-02' } },
  });
  expect(unfilled(blocks, values)).toEqual([]);
  expect(unfilled(blocks, stateValues(blocks, {}))).toEqual(['day']);
});

test('a signature is the HMAC of version, time and body', () => {
  const expected = createHmac('sha256', 'secret').update('v0:1700000000:body').digest('hex');
  expect(signedHeaders('body', { secret: 'secret', at: 1_700_000_000 })).toEqual({
    'x-slack-request-timestamp': '1700000000',
    'x-slack-signature': `v0=${expected}`,
  });
});

test('a journal keeps the last of several updates, and nothing of what was deleted', () => {
  const line = (method: string, args: object, response: object): JournalEntry =>
    ({ team: 'T', method, args, token: 'x', response: { ok: true, ...response } }) as JournalEntry;
  const place = (ts: string) => ({ channel: 'D', ts });
  const lines = [
    line('conversations.open', {}, { channel: { id: 'D' } }),
    line('chat.postMessage', { text: 'a' }, place('1')),
    line('chat.update', { ...place('1'), text: 'b' }, place('1')),
    line('chat.update', { ...place('1'), text: 'c' }, place('1')),
    line('chat.postMessage', { text: 'd' }, place('2')),
    line('chat.delete', place('2'), place('2')),
    line('conversations.open', {}, { channel: { id: 'D' } }),
    line('views.publish', { user_id: 'U', view: 1 }, {}),
    line('views.publish', { user_id: 'U', view: 2 }, {}),
  ];
  expect(compact(lines)).toEqual([lines[0], lines[1], lines[3], lines[8]]);
});

test.each([
  ['Asia/Kolkata', 19_800],
  ['Etc/UTC', 0],
  ['Pacific/Marquesas', -34_200],
])('the offset of %s is %d s', (tz, tz_offset) => {
  expect(completeUser({}, { name: 'x', tz }, false)).toMatchObject({ tz, tz_offset });
});

test('another token of the pool is used before the emulator’s 5,000 calls an hour are used up', () => {
  const { tokens, next } = createTokenPool('xoxb-one');
  const taken = Array.from({ length: 12_000 }, next);
  expect(new Set(taken).size).toBe(3);
  expect(tokens).toEqual(expect.arrayContaining([...new Set(taken)]));
  expect(taken.filter((one) => one === taken[0]).length).toBeLessThan(5_000);
});
