import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { LoggedEvent } from '../../schema/live/LoggedEvent.ts';
import type { Role, SubscriptionPolicy, ThingPolicy } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { policies } from '../../server/policies.ts';
import { fits } from '../read/reference/filter.ts';
import type { Row } from '../read/reference/tables.ts';
import type { World } from '../read/reference/world.ts';

/*
 * What the policies mean, said as plainly as can be: row by row in memory, field by field, a role at a time. Nothing here is shared with the server but
 * the policies themselves.
 */

const things: Record<string, ThingPolicy> = Object.assign({}, ...policies.map((each) => each.things));
const shapes: Record<string, readonly string[]> = Object.assign({}, ...policies.map((each) => each.shapes));
const subscriptions: Record<string, SubscriptionPolicy> = Object.assign({}, ...policies.map((each) => each.subscriptions));
const asked: Record<string, Record<string, unknown>> = {
  Query: Object.assign({}, ...policies.map((each) => each.queries)),
  Mutation: Object.assign({}, ...policies.map((each) => each.verbs)),
  Subscription: Object.fromEntries(Object.entries(subscriptions).map(([name, { to }]) => [name, to])),
};

/** Whether a role shows a viewer a row. `world` has every row. */
export function sees(world: World, viewer: Viewer, role: Role, row: Row): boolean {
  const rows = things[row.__typename]?.rows[role];
  if (!rows || rows === 'everything') return rows !== undefined;
  const filter = rows.where(viewer);
  return filter !== undefined && fits(world, row, filter);
}

/** Whether an event of a subscription is told to a viewer in a role: whether they see the row that it concerns. */
export function hears(world: World, viewer: Viewer, role: Role, subscription: string, { kind, data }: Pick<LoggedEvent, 'kind' | 'data'>): boolean {
  const { to, concerning } = subscriptions[subscription] as SubscriptionPolicy;
  const concern = concerning[kind];
  const row = concern && world.find(concern.entity.name, (data as Readonly<Record<string, unknown>>)[concern.key]);
  return to.includes(role) && row != null && sees(world, viewer, role, row);
}

/** Whether a role may read a field of rows that it sees, or ask a field of a root type. */
export function reads(schema: GraphQLSchema, role: Role, typeName: string, fieldName: string): boolean {
  if (fieldName.startsWith('__') || typeName.startsWith('__') || typeName === 'PageInfo') return true;
  const made = /^(.*?)(Connection|Edge|Aggregate|Numbers|Extremes|GroupKey)$/.exec(typeName);
  if (made?.[1] && things[made[1]]) {
    if (made[2] === 'Numbers' || made[2] === 'Extremes') return reads(schema, role, made[1], fieldName);
    return made[2] !== 'GroupKey' || readsWay(schema, role, made[1], fieldName.split('_'));
  }
  return isNamed(role, typeName, fieldName) && isSeenAtAll(role, leadsTo(schema, typeName, fieldName));
}

function isNamed(role: Role, typeName: string, fieldName: string): boolean {
  const thing = things[typeName];
  if (thing) return thing.rows[role] !== undefined && (thing.open.includes(fieldName) || (thing.only?.[fieldName]?.includes(role) ?? false));
  const root = asked[typeName];
  if (!root) return shapes[typeName]?.includes(fieldName) ?? false;
  const who = root[fieldName];
  // What no policy names is a list of a class: it follows from the rows.
  if (who === undefined) return typeName === 'Query';
  return who === 'everybody' || (Array.isArray(who) ? who.includes(role) : role in (who as object));
}

function isSeenAtAll(role: Role, typeName: string): boolean {
  const thing = things[typeName];
  return !thing || thing.rows[role] !== undefined;
}

/** The class of what a field shows: of one, of a list, or of a page. */
function leadsTo(schema: GraphQLSchema, typeName: string, fieldName: string): string {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  return field ? getNamedType(field.type).name.replace(/Connection$/, '') : '';
}

function readsWay(schema: GraphQLSchema, role: Role, typeName: string, [field, ...further]: string[]): boolean {
  if (!field) return true;
  return reads(schema, role, typeName, field) && readsWay(schema, role, leadsTo(schema, typeName, field), further);
}
