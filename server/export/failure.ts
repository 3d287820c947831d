import type { GraphQLError } from 'graphql';

/** What is wrong with an export, as GraphQL says it: with a code each, or ours to mask. */
export class ExportFailure extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}
