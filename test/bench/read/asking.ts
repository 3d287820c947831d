import type { Ask, Variables } from './operation.ts';

interface GraphqlError {
  message: string;
  extensions?: { code?: string };
}

/** The server answered with errors. */
export class AnsweredWithErrors extends Error {
  readonly #errors: readonly GraphqlError[];

  constructor(errors: readonly GraphqlError[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.#errors = errors;
  }

  /** Whether the schema does not have what was asked for. */
  get isUnknown(): boolean {
    return this.#errors.every(({ extensions }) => extensions?.code === 'GRAPHQL_VALIDATION_FAILED');
  }
}

export const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** A request's body, the same for asking once and for load. */
export function bodyOf(query: string, variables: Variables): string {
  return JSON.stringify({ query, variables });
}

/** Asks the server at `url`. */
export function askAt(url: string): Ask {
  return (query, variables) => post(url, bodyOf(query, variables));
}

/** Posts a body and answers its `data`; rejects with {@link AnsweredWithErrors} when there are errors in the answer. */
export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { ...HEADERS, ...headers }, body });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: GraphqlError[] };
  if (errors) throw new AnsweredWithErrors(errors);
  return data;
}
