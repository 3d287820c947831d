import type { ConnectionArguments } from './connection.ts';
import type { Filter } from './filter.ts';
import type { World } from './world.ts';

/** From and until when rows of a class hold: whoever asks about the past asks about these. */
const TIMES: Record<string, readonly string[]> = {
  InspectionResult: ['publishedAt', 'supersededAt'],
  Finding: ['recordedAt', 'retractedAt'],
  Appraisal: ['gradedAt', 'supersededAt'],
};

/** Fails where a list is asked for by a field that may not be read. */
export function refuseForbidden(world: World, typeName: string, { filter, orderBy, asOf, includeSuperseded, includeRetracted }: ConnectionArguments): void {
  const asked = [...fieldsIn(world, typeName, filter), ...(orderBy ?? []).map(({ field }): [string, string] => [typeName, field])];
  if (asOf || includeSuperseded || includeRetracted) asked.push(...(TIMES[typeName] ?? []).map((field): [string, string] => [typeName, field]));
  for (const [type, field] of asked) if (!world.may(type, field)) throw new Error(`${type}.${field} may not be asked by`);
}

/** The same of groups. */
export function refuseForbiddenGroups(
  world: World,
  typeName: string,
  { groupBy, orderBy }: { groupBy?: readonly string[] | null; orderBy?: readonly { measure: string }[] | null },
): void {
  for (const key of groupBy ?? []) if (!world.may(`${typeName}GroupKey`, key)) throw new Error(`${typeName} may not be grouped by ${key}`);
  for (const { measure } of orderBy ?? []) {
    const column = measure.split('_')[1];
    if (column && !world.may(typeName, column)) throw new Error(`${typeName} may not be ordered by ${measure}`);
  }
}

function fieldsIn(world: World, typeName: string, filter: Filter | null | undefined): [string, string][] {
  return Object.entries(filter ?? {}).flatMap(([field, wanted]): [string, string][] => {
    if (wanted == null) return [];
    if (field === 'and' || field === 'or') return (wanted as Filter[]).flatMap((each) => fieldsIn(world, typeName, each));
    if (field === 'not') return fieldsIn(world, typeName, wanted as Filter);
    const type = world.typeOf(typeName, field);
    const below = type.endsWith('Connection')
      ? Object.values(wanted as Filter).flatMap((each) => fieldsIn(world, type.slice(0, -'Connection'.length), each as Filter | null))
      : world.has(type)
        ? fieldsIn(world, type, wanted as Filter)
        : [];
    return [[typeName, field], ...below];
  });
}
