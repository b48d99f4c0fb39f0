import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPrivateAddress } from '../../../../src/lib/private-address.js';
import { checkAddress, readAddress } from '../../../../src/sources/http/check-base-url.js';

const badUrl = expect.objectContaining({ code: 'connection.badUrl' });
const read = (text: string, trusted: string[] = []) => {
  try {
    return readAddress(text, trusted).href;
  } catch (error) {
    return error;
  }
};

describe('an address that an admin types', () => {
  test.each([
    'https://market.example',
    'https://market.example/api/v1',
    'https://market.example:8443/',
    'https://1.1.1.1',
  ])('%s may be used', (url) => expect(read(url)).toBe(new URL(url).href));

  test.each([
    'http://market.example',
    'ftp://market.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'market.example',
    '',
    'https://',
    'https://user:secret@market.example',
    'https://user@market.example',
    'https://market.example/?a=1',
    'https://market.example/#x',
    'https://127.0.0.1',
    'https://0x7f.1',
    'https://2130706433',
    'https://127.1',
    'https://10.0.0.1',
    'https://172.31.255.255',
    'https://192.168.1.1',
    'https://169.254.169.254',
    'https://100.64.0.1',
    'https://0.0.0.0',
    'https://[::1]',
    'https://[::]',
    'https://[fe80::1]',
    'https://[fd00:ec2::254]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:8.8.8.8]',
    'https://[64:ff9b::7f00:1]',
    'https://[2002:7f00:1::]',
  ])('%j may not', (url) => expect(read(url)).toEqual(badUrl));

  test('may be http and private when its origin is trusted, and then only there', () => {
    const trusted = ['http://127.0.0.1:4010/'];
    expect(read('http://127.0.0.1:4010/api', trusted)).toBe('http://127.0.0.1:4010/api');
    expect(read('http://127.0.0.1:4011', trusted)).toEqual(badUrl);
    expect(read('http://u:p@127.0.0.1:4010', trusted)).toEqual(badUrl);
    expect(read('http://127.0.0.1:4010.market.example', trusted)).toEqual(badUrl);
  });

  test('is looked up: a name of a private address is refused, and so is a name of nothing', async () => {
    await expect(checkAddress('https://localhost', [])).rejects.toEqual(badUrl);
    await expect(checkAddress('https://nowhere.invalid', [])).rejects.toEqual(badUrl);
    await expect(checkAddress('https://localhost', ['https://localhost'])).resolves.toBeInstanceOf(URL);
  });
});

test.each([
  [['8.8.8.8'], true],
  [['8.8.8.8', '2606:4700::1111'], true],
  [['8.8.8.8', '10.0.0.1'], false],
  [['::1'], false],
  [[], false],
])('a name that resolves to %j may be used: %s', async (addresses, good) => {
  const checked = checkAddress('https://market.example', [], async () => addresses.map((address) => ({ address })));
  await (good ? expect(checked).resolves.toBeInstanceOf(URL) : expect(checked).rejects.toEqual(badUrl));
});

describe('an address', () => {
  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (ip) => expect(isPrivateAddress(ip)).toBe(false),
  );

  test('anywhere in 10/8, 127/8 or fc00::/7 is private', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(isPrivateAddress(ip.replace(/^\d+/, '10'))).toBe(true);
        expect(isPrivateAddress(ip.replace(/^\d+/, '127'))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.nat(0x1ff), fc.nat(0xffff), (low, rest) => {
        expect(isPrivateAddress(`${(0xfc00 + low).toString(16)}::${rest.toString(16)}`)).toBe(true);
      }),
    );
  });
});
