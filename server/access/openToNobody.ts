import { FALSE, UNRESTRICTED, type Visibility } from '../read/index.ts';
import { identityPolicy } from './identityPolicy.ts';
import type { Policies } from './policies.ts';
import { NOBODY } from './viewer.ts';

const IDENTITIES: ReadonlySet<string> = new Set([
  ...Object.keys(identityPolicy.queries).map((name) => `Query.${name}`),
  ...Object.keys(identityPolicy.verbs).map((name) => `Mutation.${name}`),
]);

/**
 * What nobody in particular may see and do where a server is open to everyone: everything, but who may come in stays for the policies to say. Who listens is told nothing
 * that leaves a reading when it is read.
 */
export function openToNobody(rules: Policies, { listens = false } = {}): Visibility {
  const nobody = rules.of(NOBODY);
  return {
    ...UNRESTRICTED,
    shape: 'open',
    rowsOf: ({ name }) => (listens && rules.subjects.has(name) ? FALSE : undefined),
    mayRead: (typeName, fieldName) => !IDENTITIES.has(`${typeName}.${fieldName}`) || nobody.mayRead(typeName, fieldName),
  };
}
