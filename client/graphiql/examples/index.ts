import type { ExampleGroup } from './Example.ts';
import { findings } from './findings.ts';
import { live } from './live.ts';
import { organisation } from './organisation.ts';
import { results } from './results.ts';

export type { Example, ExampleGroup } from './Example.ts';

/** Every saved question, in the order of the panel. */
export const groups: readonly ExampleGroup[] = [results, findings, organisation, live];
