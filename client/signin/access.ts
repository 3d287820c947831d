import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type AnyVariables, Client, type CombinedError, fetchExchange } from '@urql/core';
import type { RefusalFragment, WhoFragment } from '../generated/graphql.ts';
import { endpoint } from '../shared/endpoint.ts';
import { WhoDocument } from './operations.ts';

/** Why something was not done, in the words for whoever reads it. */
export type Refusal = Pick<RefusalFragment, 'message' | 'messageEn'> & { field?: string | null };

type Done = { done: { problems: readonly Refusal[] } };

// Nothing is cached: who somebody is must be asked each time.
const server = new Client({ url: endpoint(), exchanges: [fetchExchange], preferGetMethod: false });

/** The person signed in. Nobody where it is the demo's, which anybody is: they may want to be themselves. */
export async function personSignedIn(): Promise<WhoFragment | undefined> {
  const { data } = await server.query(WhoDocument, {}).toPromise();
  return data?.viewer.kind === 'PERSON' && !data.viewer.isDemo ? data.viewer : undefined;
}

/** Has it done. What kept it from being done comes back; nothing if it was. */
export async function attempt<Variables extends AnyVariables>(document: TypedDocumentNode<Done, Variables>, variables: Variables): Promise<readonly Refusal[]> {
  const { data, error } = await server.mutation(document, variables).toPromise();
  return data && !error ? data.done.problems : [wordsFor(error)];
}

/** Whether people may sign in at a provider. Asked, not tried: a try begins a sign-in. */
export async function hasProvider(): Promise<boolean> {
  const response = await fetch('/signin/ways');
  return response.ok && ((await response.json()) as { provider: boolean }).provider;
}

/** The server words its own errors in both languages, in one text. */
function wordsFor(error: CombinedError | undefined): Refusal {
  const [said] = error?.graphQLErrors ?? [];
  return said ? { message: said.message, messageEn: '' } : { message: '联系不上服务器，请稍后再试', messageEn: 'The server cannot be reached; try again in a moment' };
}
