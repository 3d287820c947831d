import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TokenLimits } from '../../server/access/tokenLimits.ts';
import { Wire } from '../http/live/wire.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, type Visitor } from './visitors.ts';

const WRONG = `duban_t_${'x'.repeat(43)}`;

describe('as counted', () => {
  const codeOf = (error: unknown) => (error as { extensions: { code: string; retryAfter: number } }).extensions;
  const nothing = async () => undefined;

  test('after twenty wrong tokens of a minute an address is told to wait, and nothing is looked up; the next minute it may again', async () => {
    let now = 1_000;
    const limits = new TokenLimits(100, () => now);
    let lookUps = 0;
    const find = async () => void lookUps++;
    for (let n = 0; n < 20; n++) expect(await limits.lookUp(`wrong ${n}`, '10.0.0.1', find)).toBeUndefined();
    now = 21_000;
    expect(codeOf(await limits.lookUp('wrong', '10.0.0.1', find).catch((error: unknown) => error))).toEqual({ code: 'TOO_MANY_ATTEMPTS', retryAfter: 40 });
    expect(lookUps).toBe(20);
    expect(await limits.lookUp('wrong', '10.0.0.2', find)).toBeUndefined();
    now = 61_001;
    expect(await limits.lookUp('wrong', '10.0.0.1', find)).toBeUndefined();
  });

  test('a hundred wrong ones at once are a hundred: twenty are looked up', async () => {
    const limits = new TokenLimits(100);
    let lookUps = 0;
    const tries = Array.from({ length: 100 }, (_, n) => limits.lookUp(`wrong ${n}`, 'here', async () => void lookUps++));
    expect((await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected')).toHaveLength(80);
    expect(lookUps).toBe(20);
  });

  test('right tokens of one office are not hindered: neither a hundred of them, nor one that was right before, whatever else comes from there', async () => {
    const limits = new TokenLimits(100);
    for (let n = 0; n < 100; n++) expect(await limits.lookUp(`right ${n}`, 'office', async () => n)).toBe(n);
    for (let n = 0; n < 30; n++) await limits.lookUp(`wrong ${n}`, 'office', nothing).catch(() => undefined);
    expect(await limits.lookUp('right 7', 'office', async () => 7)).toBe(7);
    await expect(limits.lookUp('new', 'office', async () => 1)).rejects.toThrow('too many wrong tokens');
  });

  test('a token that a hundred show in the same moment is looked up once, and is one try', async () => {
    const limits = new TokenLimits(100);
    let lookUps = 0;
    const find = async () => {
      lookUps++;
      return 'right';
    };
    expect(new Set(await Promise.all(Array.from({ length: 100 }, () => limits.lookUp('new', 'office', find))))).toEqual(new Set(['right']));
    expect(lookUps).toBe(1);
  });

  test('one that was right and is no more counts as wrong from then on; a look-up that failed counts for nothing', async () => {
    const limits = new TokenLimits(100);
    await limits.lookUp('revoked', 'here', async () => 1);
    for (let n = 0; n < 21; n++) expect(await limits.lookUp('revoked', 'here', nothing)).toBeUndefined();
    await expect(limits.lookUp('revoked', 'here', nothing)).rejects.toThrow('too many wrong tokens');
    for (let n = 0; n < 30; n++) await expect(limits.lookUp(`any ${n}`, 'there', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  });

  test('each token has its requests of a minute', () => {
    let now = 1_000;
    const limits = new TokenLimits(3, () => now);
    for (let n = 0; n < 3; n++) limits.countRequest('one');
    limits.countRequest('other');
    now = 60_000;
    expect(() => limits.countRequest('one')).toThrow('too many requests; try again in 1 s');
    now = 61_001;
    limits.countRequest('one');
  });
});

describe('of a server', () => {
  let server: TestServer;
  let admin: Visitor;
  beforeAll(async () => {
    server = await startTestServer({ trustProxy: true, tokenRequestsPerMinute: 5 });
    admin = await administrator(server);
  });
  afterAll(() => server.stop());

  const token = async () => (await admin.do('mutation { createApiToken(input: { name: "程序", roles: [STAFF], validDays: 1 }) { secret problems { code } } }')).secret as string;

  const ask = (secret: string, address: string) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}`, 'x-forwarded-for': address },
      body: JSON.stringify({ query: '{ viewer { kind } }' }),
    });

  async function exhaust(address: string): Promise<void> {
    for (let n = 0; n < 20; n++) expect((await ask(WRONG.replace(/x{2}$/, String(n).padStart(2, '0')), address)).status).toBe(401);
  }

  test('the twenty-first wrong token of an address is answered 429 and when to come back; a session, and a token that was right before, are not asked to wait', async () => {
    const secret = await token();
    expect((await ask(secret, '10.9.0.1')).status).toBe(200);
    await exhaust('10.9.0.1');
    const refused = await ask(WRONG, '10.9.0.1');
    expect([refused.status, Number(refused.headers.get('retry-after')), refused.headers.get('cache-control')]).toEqual([429, expect.any(Number), 'no-store']);
    expect((await refused.json()).errors).toMatchObject([{ extensions: { code: 'TOO_MANY_ATTEMPTS', retryAfter: expect.any(Number), requestId: expect.any(String) } }]);
    expect((await ask('not even a token', '10.9.0.1')).status).toBe(429);
    expect((await ask(secret, '10.9.0.1')).status).toBe(200);
    expect((await ask(WRONG, '10.9.0.2')).status).toBe(401);
    expect((await admin.who()).kind).toBe('PERSON');
  });

  test('the same of sockets: in the handshake, and in its first word, which may be said again later', async () => {
    await exhaust('10.9.0.3');
    const headers = { 'x-forwarded-for': '10.9.0.3' };
    const refused = Promise.withResolvers<[number | undefined, string | undefined]>();
    const handshake = await Wire.open(server.socketUrl, {
      headers: { ...headers, authorization: `Bearer ${WRONG}` },
      init: false,
      finishRequest: (request) => {
        request.once('response', ({ statusCode, headers }) => refused.resolve([statusCode, headers['retry-after']]));
        request.end();
      },
    });
    expect(await refused.promise).toEqual([429, expect.stringMatching(/^\d+$/)]);
    await handshake.cut();
    const wire = await Wire.open(server.socketUrl, { headers, init: false });
    wire.send({ type: 'connection_init', payload: { authorization: `Bearer ${WRONG}` } });
    const { code, reason } = await wire.closed;
    expect([code, JSON.parse(reason)]).toEqual([1013, { retryWithin: expect.any(Number) }]);
  });

  test('a token makes so many requests in a minute, over HTTP and over its sockets together; others go on', async () => {
    const [secret, other] = [await token(), await token()];
    for (let n = 0; n < 3; n++) expect((await ask(secret, '10.9.1.1')).status).toBe(200);
    const wire = await Wire.open(server.socketUrl, { init: false });
    wire.send({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } });
    await wire.until(() => wire.acknowledgement !== undefined);
    expect((await wire.ask('{ viewer { kind } }')).data.viewer).toEqual({ kind: 'PROGRAM' });
    expect(await wire.ask('{ viewer { kind } }')).toMatchObject([{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) } }]);
    await wire.close();
    const refused = await ask(secret, '10.9.1.2');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect((await refused.json()).errors).toMatchObject([{ extensions: { code: 'TOO_MANY_REQUESTS' } }]);
    expect((await ask(other, '10.9.1.1')).status).toBe(200);
  });
});
