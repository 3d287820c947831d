import { expect } from '@jest/globals';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { TestServer } from '../testkit/server.ts';

/** What came back for a request, whatever was sent. */
export interface Told {
  status: number;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
  data?: any;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** Posts a question, or any body at all, as JSON unless other headers say otherwise. */
export async function post(server: TestServer, body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }, path = '/graphql'): Promise<Told> {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return told(response);
}

export async function told(response: Response): Promise<Told> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
  return { status: response.status, text, data: json.data, errors: json.errors };
}

/** Codes that say how much is allowed and how much was found. */
const LIMITS: readonly string[] = [
  'TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_FIELDS',
  'TOO_MANY_TOKENS',
  'TOO_MANY_OPERATIONS',
  'BATCH_TOO_LARGE',
  'PAGE_TOO_LARGE',
  'FILTER_TOO_LARGE',
  'TOO_COSTLY',
];

/** What no client may be shown: places in our code, SQL, what the database says, modules. */
const INTERNALS = /\bat .+:\d+:\d+|node_modules|\.ts:\d|\bselect\b.+\bfrom\b|syntax error at|relation "|stacktrace|"exception"|kysely/i;

/** Nothing was answered but errors with these codes; those of a limit say which it is. A depth too great may be met before or after a length too great. */
export function expectRefused({ text, data, errors }: Told, ...codes: string[]): void {
  expect({ refused: errors !== undefined, data: data ?? null, text: text.slice(0, 300) }).toMatchObject({ refused: true, data: null });
  for (const { message, extensions } of errors ?? []) {
    expect(codes).toContain(extensions.code);
    expect(message).not.toBe('');
    if (!LIMITS.includes(String(extensions.code))) continue;
    expect(extensions).toEqual({ code: extensions.code, limit: expect.any(Number), found: expect.any(Number), requestId: expect.any(String) });
    expect(extensions.found).toBeGreaterThan(Number(extensions.limit));
  }
  // A refusal costs less to send than what it refuses.
  expect(text.length).toBeLessThan(20_000);
  expectNothingInternal(text);
}

/** Every error is one of those that are listed, and none of our fault. What was `sent` may be said again. */
export function expectTyped({ errors, text }: Told, sent = ''): void {
  for (const { extensions } of errors ?? []) {
    expect(Object.values<string>(ErrorCode)).toContain(extensions.code);
    expect(extensions.code).not.toBe(ErrorCode.INTERNAL_SERVER_ERROR);
  }
  expectNothingInternal(text, sent);
}

export function expectNothingInternal(text: string, sent = ''): void {
  // Within messages it stands as JSON within JSON.
  const quoted = [sent, JSON.stringify(sent).slice(1, -1), JSON.stringify(JSON.stringify(sent).slice(1, -1)).slice(1, -1)];
  const own = sent ? quoted.reduceRight((rest, each) => rest.replaceAll(each, ''), text) : text;
  expect(INTERNALS.exec(own)?.[0]).toBeUndefined();
}

/** `count` texts made of their numbers, put together. */
export const times = (count: number, make: (n: number) => string, between = ' ') => Array.from({ length: count }, (_, n) => make(n)).join(between);

/** `middle` within so many pairs of `opening` and `closing`. */
export const within = (depth: number, opening: string, middle: string, closing: string) => `${opening.repeat(depth)}${middle}${closing.repeat(depth)}`;
