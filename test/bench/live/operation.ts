import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The board page's own subscription with its fragments, as the page's source has it: the bench cannot drift from what screens ask. */
export function boardSubscription(): string {
  const source = readFileSync(resolve('client/board/operations.ts'), 'utf8');
  const parts = [...source.matchAll(/graphql\(`([^`]+)`\)/g)].map(([, text]) => (text as string).trim()).filter((text) => /^(fragment|subscription) /.test(text));
  if (!parts.some((text) => text.startsWith('subscription'))) throw new Error('client/board/operations.ts holds no subscription');
  return parts.join('\n');
}
