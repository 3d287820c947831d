import type { Fold } from '../../../client/live/source.ts';

/** An event that is only its number: the log of a fake server is 1, 2, 3 and so on. */
export interface Entry {
  cursor: string;
  n: number;
}

/** The cursor of the n-th event; 0 is where the log begins. Later is greater text. */
export const at = (n: number) => `c${String(n).padStart(6, '0')}`;

export const entry = (n: number): Entry => ({ cursor: at(n), n });

/** A picture that is simply everything told so far. */
export interface Told {
  cursor: string;
  numbers: number[];
  outdated: boolean;
}

export const toldFrom = (numbers: readonly number[], cursor = at(numbers.at(-1) ?? 0)): Told => ({ cursor, numbers: [...numbers], outdated: false });

/** Adds whatever comes, as often and in the order it comes. Every hundredth event tells less than there is to show. */
export const toldFold: Fold<Told, Entry> = {
  apply: ({ numbers }, { cursor, n }) => ({ cursor, numbers: [...numbers, n], outdated: n % 100 === 0 }),
  outdated: ({ outdated }) => outdated,
};
