import { parseArgs } from 'node:util';
import { BadUsage, wholeNumbers } from '../options.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations/index.ts';
import { LARGEST_SCALE } from './registers.ts';

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

/** How long and with how many connections each is asked, of how large a city, and what. */
export interface LoadOptions {
  seconds: number;
  connections: number;
  scale: number;
  operations: Operation[];
  /** Whether only to see that the answers agree. */
  compareOnly: boolean;
}

/** `--seconds 10 --connections 16 --scale 10 --operations unit-page,name-search`, all of them if none is named; `--compare-only` measures nothing. */
export function loadOptions(args: string[]): LoadOptions {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '10' },
      connections: { type: 'string', default: '16' },
      scale: { type: 'string', default: '10' },
      operations: { type: 'string', default: operations.map(({ name }) => name).join(',') },
      'compare-only': { type: 'boolean', default: false },
    },
  });
  return {
    seconds: wholeNumber('seconds', values.seconds),
    connections: wholeNumber('connections', values.connections),
    scale: wholeNumber('scale', values.scale, LARGEST_SCALE),
    operations: operationsNamed(values.operations),
    compareOnly: values['compare-only'],
  };
}
