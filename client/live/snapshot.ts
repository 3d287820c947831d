import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { AnyVariables, Client } from '@urql/core';

/** Asks once, over HTTP, until `signal`. An answer with errors is none: a picture with holes would be taken for the truth. */
export function ask<Data, Variables extends AnyVariables>(queries: Client, document: TypedDocumentNode<Data, Variables>, variables: Variables, signal: AbortSignal): Promise<Data> {
  return new Promise((resolve, reject) => {
    // Unsubscribing ends a request under way, and urql's interest in one that is answered.
    const asking = queries.query(document, variables).subscribe(({ data, error }) => {
      asking.unsubscribe();
      if (data && !error) resolve(data);
      else reject(error ?? new Error('The server answered without data'));
    });
    signal.addEventListener('abort', asking.unsubscribe, { once: true });
  });
}
