import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Concerns } from '../live/index.ts';
import { type EntityClass, everyListing, type Models, type PersonalFields, type Subjects, type Visibility } from '../read/index.ts';
import { DerivedTypes } from './derivedTypes.ts';
import { type Concerning, everybody, everything, freely, type Policy, type Role, type Rows, type ThingPolicy } from './policy.ts';
import { Rights } from './rights.ts';
import { permissionClassOf, type Viewer } from './viewer.ts';

/** Permission classes whose conditions are kept. */
const KEPT_CLASSES = 1_000;

export interface PolicyParts {
  schema: GraphQLSchema;
  models: Models;
  /** The classes that are read from tables. */
  entities: readonly EntityClass[];
  policies: readonly Policy[];
}

type Decision = { [K in 'things' | 'shapes' | 'personal' | 'subjects' | 'queries' | 'verbs' | 'subscriptions' | 'doors']: Required<Policy>[K] };

/** The policies of all domains as one, over the schema they are about. */
export class Policies {
  readonly models: Models;
  readonly #schema: GraphQLSchema;
  readonly #derived: DerivedTypes;
  readonly #lists: ReadonlySet<string>;
  readonly #decided: Decision;
  readonly #rights = new LRUCache<string, Rights>({ max: KEPT_CLASSES });

  /** Throws where two domains decide the same, or one decides what the schema does not have. */
  constructor({ schema, models, entities, policies }: PolicyParts) {
    this.models = models;
    this.#schema = schema;
    this.#derived = new DerivedTypes(entities);
    this.#lists = new Set(everyListing().flatMap(({ owner, field }) => (owner === 'Query' ? [field] : [])));
    this.#decided = {
      things: merged(policies.map(({ things }) => things)),
      shapes: merged(policies.map(({ shapes }) => shapes)),
      personal: merged(policies.map(({ personal }) => personal)),
      subjects: merged(policies.map(({ subjects }) => subjects)),
      queries: merged(policies.map(({ queries }) => queries)),
      verbs: merged(policies.map(({ verbs }) => verbs)),
      subscriptions: merged(policies.map(({ subscriptions }) => subscriptions)),
      doors: merged(policies.map(({ doors }) => doors)),
    };
    const unknown = this.#names().filter((name) => !this.#exists(name));
    if (unknown.length) throw new Error(`Policies decide what the schema does not have: ${unknown.join(', ')}`);
  }

  /** What a viewer may see; the same object for all of a permission class. */
  of(viewer: Viewer): Visibility {
    const key = permissionClassOf(viewer);
    let rights = this.#rights.get(key);
    if (!rights) {
      rights = new Rights(this, viewer);
      this.#rights.set(key, rights);
    }
    return rights;
  }

  /** Fields of the schema that no policy decides: `Unit.remark`. They are refused to everybody. */
  undecided(): string[] {
    const types = Object.values(this.#schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
    return types.flatMap((type) =>
      isObjectType(type)
        ? Object.keys(type.getFields())
            .filter((field) => !this.#isDecided(type.name, field))
            .map((field) => `${type.name}.${field}`)
        : [],
    );
  }

  /** The fields that tell something of a person. */
  get personal(): PersonalFields {
    return new Map(Object.entries(this.#decided.personal).map(([typeName, fields]) => [typeName, new Set(fields)]));
  }

  /** The classes whose readers are told, and the relation of each to whom. */
  get subjects(): Subjects {
    return new Map(Object.entries(this.#decided.subjects));
  }

  get decided(): Decision {
    return this.#decided;
  }

  /** Which rows of a type a role may see; undefined for none. */
  rowsOf(typeName: string, role: Role): Rows | undefined {
    return this.#decided.things[typeName]?.rows[role];
  }

  /** Whether somebody with these roles sees some rows of a class, and which depends on what stands in them. */
  isConditional(roles: readonly Role[]): boolean {
    return Object.values(this.#decided.things).some(({ rows }) => {
      const seen = roles.flatMap((role) => rows[role] ?? []);
      return seen.length > 0 && !seen.includes(everything);
    });
  }

  /** What the events of a subscription concern; one that no policy names tells nothing. */
  concernsOf(subscription: string): Concerns {
    return this.#decided.subscriptions[subscription]?.concerning ?? {};
  }

  /** What a role may call a verb with; undefined where it may not. */
  callOf(verb: string, role: Role): typeof freely | Concerning | undefined {
    const decided = this.#decided.verbs[verb];
    return decided === everybody ? freely : decided?.[role];
  }

  mayEnter(door: string, roles: readonly Role[]): boolean {
    return isAmong(this.#decided.doors[door], roles);
  }

  /** Whether somebody with these roles may see rows of the type at all. A type without a table has none to hide. */
  maySee(typeName: string, roles: readonly Role[]): boolean {
    const thing = this.#decided.things[typeName];
    return !thing || roles.some((role) => thing.rows[role]);
  }

  /**
   * Whether somebody with these roles may read a field of the rows that they may see. Rights are the union of what each role has, rows times
   * fields, and a viewer never gets more: where a role sees every row, the fields are those of such roles; where none does, only those that all of
   * them may read, for the rows are mixed then.
   */
  mayRead(typeName: string, fieldName: string, roles: readonly Role[]): boolean {
    if (typeName.startsWith('__') || fieldName.startsWith('__') || typeName === 'PageInfo') return true;
    const behind = this.#derived.columnsBehind(typeName, fieldName);
    if (behind) return behind.every(([type, field]) => this.mayRead(type, field, roles));
    return this.#mayAsk(typeName, fieldName, roles) && this.#maySeeWhatItLeadsTo(typeName, fieldName, roles);
  }

  #mayAsk(typeName: string, fieldName: string, roles: readonly Role[]): boolean {
    const { things, shapes, queries, verbs, subscriptions } = this.#decided;
    switch (typeName) {
      case 'Query':
        return this.#lists.has(fieldName) || isAmong(queries[fieldName], roles);
      case 'Mutation':
        return verbs[fieldName] === everybody || roles.some((role) => this.callOf(fieldName, role));
      case 'Subscription':
        return isAmong(subscriptions[fieldName]?.to, roles);
    }
    const thing = things[typeName];
    if (!thing) return shapes[typeName]?.includes(fieldName) ?? false;
    const seeing = roles.filter((role) => thing.rows[role]);
    const whole = seeing.filter((role) => thing.rows[role] === everything);
    const may = (role: Role) => isReadBy(thing, fieldName, role);
    return whole.length ? whole.some(may) : seeing.length > 0 && seeing.every(may);
  }

  #maySeeWhatItLeadsTo(typeName: string, fieldName: string, roles: readonly Role[]): boolean {
    const type = this.#schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    return !field || this.maySee(this.#derived.thingOf(getNamedType(field.type).name), roles);
  }

  #isDecided(typeName: string, fieldName: string): boolean {
    const { things, shapes, queries, verbs, subscriptions } = this.#decided;
    if (typeName === 'PageInfo' || this.#derived.columnsBehind(typeName, fieldName)) return true;
    if (typeName === 'Query') return this.#lists.has(fieldName) || fieldName in queries;
    if (typeName === 'Mutation') return fieldName in verbs;
    if (typeName === 'Subscription') return fieldName in subscriptions;
    const thing = things[typeName];
    return thing ? thing.open.includes(fieldName) || fieldName in (thing.only ?? {}) : (shapes[typeName]?.includes(fieldName) ?? false);
  }

  #names(): [type: string, field: string][] {
    const { things, shapes, personal, subjects, queries, verbs, subscriptions } = this.#decided;
    const fields = (type: string, names: Iterable<string>) => [...names].map((field): [string, string] => [type, field]);
    return [
      ...Object.entries(things).flatMap(([type, { open, only = {} }]) => fields(type, [...open, ...Object.keys(only)])),
      ...[...Object.entries(shapes), ...Object.entries(personal)].flatMap(([type, names]) => fields(type, names)),
      ...Object.entries(subjects),
      ...fields('Query', Object.keys(queries)),
      ...fields('Mutation', Object.keys(verbs)),
      ...fields('Subscription', Object.keys(subscriptions)),
    ];
  }

  #exists([typeName, fieldName]: [string, string]): boolean {
    const type = this.#schema.getType(typeName);
    return isObjectType(type) && fieldName in type.getFields();
  }
}

/** Whether a role that sees a row may read a field of it. */
export function isReadBy({ open, only = {} }: ThingPolicy, fieldName: string, role: Role): boolean {
  return open.includes(fieldName) || (only[fieldName]?.includes(role) ?? false);
}

function isAmong(askers: typeof everybody | readonly Role[] | undefined, roles: readonly Role[]): boolean {
  return askers === everybody || (askers?.some((role) => roles.includes(role)) ?? false);
}

function merged<T>(parts: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const all: Record<string, T> = {};
  for (const [name, decision] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (name in all) throw new Error(`Two policies decide ${name}`);
    all[name] = decision;
  }
  return all;
}
