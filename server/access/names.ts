import { refuse } from '../../schema/problemWording.ts';

/** Characters of a name: of an account, a person, a program, a screen. */
const LONGEST_NAME = 50;

/** Names to sign in with are compared without regard to case, width and surrounding space. */
export function nameOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** The name without surrounding space. Refuses VALUE_MISSING, VALUE_TOO_LONG. */
export function checkedName(field: string, typed: string): string {
  const name = typed.trim();
  if (!name) refuse('VALUE_MISSING', { field, expected: field });
  if (name.length > LONGEST_NAME) refuse('VALUE_TOO_LONG', { field, expected: String(LONGEST_NAME) });
  return name;
}
