import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type AnyVariables, Client, type CombinedError, fetchExchange } from '@urql/core';
import type { RefusalFragment } from '../generated/graphql.ts';
import { endpoint } from './endpoint.ts';

/** Why something was not done, in the words for whoever reads it. Without a code nobody answered. */
export type Refusal = Pick<RefusalFragment, 'message' | 'messageEn'> & Partial<Pick<RefusalFragment, 'code' | 'field'>>;

interface Done {
  done: { problems: readonly Refusal[] };
}

/** How much the server's clock is ahead of this machine's, which may be any (milliseconds). */
let ahead = 0;

/** What the server's clock shows, to the second, once it has answered (milliseconds since 1970). */
export function serverNow(): number {
  return Date.now() + ahead;
}

async function fetchAndSetTheClock(...asked: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...asked);
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date)) ahead = date - Date.now();
  return response;
}

// Nothing is cached: who somebody is and what they may see must be asked each time.
const server = new Client({ url: endpoint(), exchanges: [fetchExchange], preferGetMethod: false, fetch: fetchAndSetTheClock });

/** Asks the server something once. */
export type Asking = typeof ask;

/** What the server answers, until `signal`. Throws urql's CombinedError, also for an error within the answer; `isForbidden` tells whether it is about who asks. */
export async function ask<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>, variables: Variables, signal?: AbortSignal): Promise<Data> {
  const { data, error } = await server.query(document, variables, { requestPolicy: 'network-only', ...(signal ? { fetchOptions: { signal } } : {}) }).toPromise();
  if (!data || error) throw error ?? new Error('The server answered without data');
  return data;
}

export function isForbidden(error: unknown): boolean {
  return !!(error as Partial<CombinedError>).graphQLErrors?.some(({ extensions }) => extensions.code === 'FORBIDDEN' || extensions.code === 'UNAUTHENTICATED');
}

/** Has it done. Either what was done, or the refusals that kept it from being done. */
export async function carryOut<Data extends Done, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<{ done: Data['done'] } | { refusals: readonly Refusal[] }> {
  const { data, error } = await server.mutation(document, variables).toPromise();
  if (!data || error) return { refusals: [wordsFor(error)] };
  return data.done.problems.length ? { refusals: data.done.problems } : { done: data.done };
}

/** Has it done. What kept it from being done comes back; nothing if it was. */
export async function attempt<Data extends Done, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<readonly Refusal[]> {
  const outcome = await carryOut(document, variables);
  return 'done' in outcome ? [] : outcome.refusals;
}

export const UNREACHABLE: Refusal = { message: '联系不上服务器，请稍后再试', messageEn: 'The server cannot be reached; try again in a moment' };

/** The server words its own errors in both languages, in one text. */
function wordsFor(error: CombinedError | undefined): Refusal {
  const [said] = error?.graphQLErrors ?? [];
  return said ? { message: said.message, messageEn: '' } : UNREACHABLE;
}
