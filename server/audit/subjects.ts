import { type GraphQLInputType, type GraphQLObjectType, getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql';
import { entities } from '../../schema/index.ts';
import { parseGlobalId } from '../../schema/Node.ts';
import { YearMonth } from '../../schema/scalars.ts';

interface Input {
  name: string;
  type: GraphQLInputType;
}

/** Texts that are codes by their name, in the form that codes have. Any other text is content. */
const CODES: ReadonlySet<string> = new Set(['unitCode', 'itemCode']);
const TYPES: ReadonlySet<string> = new Set(entities.map(({ name }) => name));
const CODE = /^[A-Za-z0-9-]{1,20}$/;

/**
 * What arguments name, and nothing that they say: ids of things, words of enums, months, codes of units and items. `month=2026-10`, `unitCode=XZ01`,
 * `finding=Finding:12`. What has not the form of an id or a code is left out, whatever it is.
 */
export function subjectsOf(inputs: readonly Input[], values: Readonly<Record<string, unknown>>): string[] {
  return inputs.flatMap(({ name, type }) => {
    const value = values[name];
    const inner = getNullableType(type);
    const items = isListType(inner) && Array.isArray(value) ? value : [value];
    const named = getNamedType(inner);
    return items.flatMap((item) => {
      if (item === null || item === undefined) return [];
      if (isInputObjectType(named)) return subjectsOf(Object.values(named.getFields()), item as Record<string, unknown>);
      const shown = isEnumType(named) ? String(named.serialize(item)) : nameIn(named.name, name, String(item));
      return shown === undefined ? [] : [`${name}=${shown}`];
    });
  });
}

function nameIn(typeName: string, name: string, text: string): string | undefined {
  if (typeName === 'ID') {
    const parsed = parseGlobalId(text);
    // Whatever else is written in that form is somebody's own text.
    return parsed && TYPES.has(parsed.typeName) ? `${parsed.typeName}:${parsed.key}` : undefined;
  }
  if (typeName === YearMonth.name) return text;
  return CODES.has(name) && CODE.test(text) ? text : undefined;
}

/** The reason among the arguments, where there is one. */
export function reasonIn(values: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(values)) {
    if (name === 'reason' && typeof value === 'string') return value;
    if (name === 'input' && typeof value === 'object' && value !== null) return reasonIn(value as Record<string, unknown>);
  }
  return null;
}

/** What a verb's payload shows, by its key or its id: `finding=Finding:12`. */
export function madeIn(payload: unknown, type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: shown }) => {
    const value = (payload as Record<string, unknown> | null | undefined)?.[name];
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
    const typeName = getNamedType(shown).name;
    if (!TYPES.has(typeName)) return [];
    const key = typeof id === 'string' ? parseGlobalId(id)?.key : id;
    return typeof key === 'number' ? [`${name}=${typeName}:${key}`] : [];
  });
}
