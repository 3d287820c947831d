import { useState } from 'react';

/** The keys there were when the component appeared: what is not among them is news, and comes to light as such. */
export function useFirstShown(keys: readonly string[]): ReadonlySet<string> {
  return useState(() => new Set(keys))[0];
}
