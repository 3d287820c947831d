import { BadUsage, wholeNumbers } from '../options.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations/index.ts';

/** Published months behind a city. */
export const MONTHS = 24;

/** A whole number from 1 to `most`; an error names the option. */
export function wholeNumber(option: string, text: string, most = Number.POSITIVE_INFINITY): number {
  const [number, ...more] = wholeNumbers(option, text) as [number, ...number[]];
  if (more.length || number > most) throw new BadUsage(`--${option} takes one whole number${Number.isFinite(most) ? ` up to ${most}` : ''}, not "${text}"`);
  return number;
}

/** The operations of a list like `unit-page,name-search`, in the order of the list; an error names those there are. */
export function operationsNamed(list: string): Operation[] {
  return list.split(',').map((name) => {
    const operation = operations.find((each) => each.name === name);
    if (!operation) throw new BadUsage(`There is no operation "${name}"; there are ${operations.map((each) => each.name).join(', ')}`);
    return operation;
  });
}
