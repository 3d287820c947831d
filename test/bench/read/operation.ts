import type { Client } from 'pg';

export type Variables = Record<string, unknown>;

/** Asks a server and answers its `data`; an error of the server rejects. */
export type Ask = (query: string, variables: Variables) => Promise<unknown>;

/** A question as a GraphQL server is asked it. */
export interface GraphqlQuestion {
  query: string;
  /** What it is asked with; found once, before anything is measured. */
  variables?: (city: Client, ask: Ask) => Variables | Promise<Variables>;
  /**
   * Where the rows are that the answer is about, each way a path through objects and lists: `units.nodes`. What stands there counts:
   * a list for each of its members, a number for itself.
   */
  rows: readonly string[];
}

/** Rows of hand-written SQL; each statement is prepared once a connection, under its name. */
export interface Statements {
  rows<R>(name: string, text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Everything in `work` sees one moment. */
  snapshot<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
}

/** One thing people ask, as each of the three is asked it. */
export interface Operation {
  name: string;
  duban: GraphqlQuestion;
  /** `functions` is what its users would add to the database for this. */
  postgraphile: GraphqlQuestion & { functions?: string };
  /** The answer written by hand: to be exactly our `data`. */
  handwritten: {
    variables?: (city: Client) => Variables | Promise<Variables>;
    answer(statements: Statements, variables: Variables): Promise<unknown>;
  };
  /** What differs between two answers to the same question, as the moment of asking: paths that are not compared. */
  passing?: readonly string[];
}
