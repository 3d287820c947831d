import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Chance } from '../../torture/chance.ts';
import { inWords } from './connection.ts';
import { Inputs } from './inputs.ts';
import { isConnection, type World } from './world.ts';

/** A valid operation. Its cursor variables are null for the first page; later they take any cursor of their family. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
  cursors: { variable: string; family: string }[];
}

/** Rows an operation may bring, by a rough count. */
const BUDGET = 2_000;
/** Selections it may have, however they are nested; about so many. */
const PARTS = 60;
/** Rows a list without pages is taken to have. */
const LIST = 6;
const PAGE = 50;

/** What follows from the log, the clock, the process, who asks or what they ask with, not from the tables. */
const UNKNOWABLE = new Set([
  ...['viewer', 'accounts', 'sessions', 'apiTokens', 'screens', 'eventConsumers', 'auditEntries', 'warningsUnder'].map((name) => `Query.${name}`),
  ...['cursor', 'at', 'recent'].map((name) => `Board.${name}`),
]);
/** What may not be read is asked for now and then: asked always, little else would ever be answered. */
const FORBIDDEN = 0.02;

const INTROSPECTION = [
  '__schema { queryType { name } mutationType { name } subscriptionType { name } }',
  '__schema { directives { name isRepeatable locations args { name defaultValue } } }',
  '__type(name: "Unit") { kind name fields { name isDeprecated type { kind name ofType { kind name } } args { name defaultValue } } interfaces { name } }',
  '__type(name: "UnitFilter") { kind inputFields { name type { name kind } defaultValue } }',
  '__type(name: "Node") { possibleTypes { name } }',
  '__type(name: "Grade") { enumValues { name description } }',
  '__type(name: "Nothing") { name }',
];

interface Scope {
  /** Rows deep the selection still may go. */
  depth: number;
  /** How many objects it is made for, by a rough count. */
  rows: number;
  /** Whether fields of different types may meet under one name here, so that each needs a name of its own. */
  mixed: boolean;
}

interface Fragment {
  name: string;
  type: string;
  /** Rows it brings for one object. */
  cost: number;
  depth: number;
}

export function randomOperation(world: World, chance: Chance): Operation {
  return new Writer(world, chance).operation();
}

class Writer {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #inputs: Inputs;
  readonly #fragments: Fragment[] = [];
  readonly #definitions: string[] = [];
  readonly #cursors: Operation['cursors'] = [];
  #budget = BUDGET;
  #parts: number;
  #names = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    this.#inputs = new Inputs(world, chance);
    this.#parts = chance.whole(1, PARTS);
  }

  operation(): Operation {
    const { Query } = this.#world.schema.getTypeMap();
    const body = this.#selection(Query as GraphQLObjectType, { depth: this.#chance.whole(1, 6), rows: 1, mixed: false });
    const { declarations, variables } = this.#inputs;
    const head = declarations.length ? `query Asked(${declarations.join(', ')}) ` : this.#chance.pick(['', 'query ', 'query Asked ']);
    return { query: [`${head}${body}`, ...this.#definitions].join('\n'), variables, cursors: this.#cursors };
  }

  #selection(type: GraphQLNamedType, scope: Scope): string {
    const parts = Array.from({ length: this.#chance.whole(1, this.#parts > 0 ? 4 : 2) }, () => this.#part(type, scope));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLNamedType, scope: Scope): string {
    this.#parts--;
    const luck = this.#chance.next();
    if (luck < 0.05) return `${this.#alias(0.5)}__typename`;
    if (luck < 0.1 && this.#parts > 0) return `...${this.#directive()} ${this.#selection(type, scope)}`;
    if (luck < (isInterfaceType(type) ? 0.9 : 0.18) && this.#parts > 0) return this.#fragment(type, scope);
    if (luck < 0.2 && type.name === 'Query') return `${this.#alias(1)}${this.#chance.pick(INTROSPECTION)}`;
    const fields =
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).filter(({ name }) => !UNKNOWABLE.has(`${type.name}.${name}`) && this.#isWorthAsking(type.name, name))
        : [];
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const affordable = fields.filter((field) => !leaves.includes(field) && (!this.#world.has(type.name) || scope.depth > 0) && this.#parts > 0 && this.#budget > scope.rows * LIST);
    const choice = affordable.length && (!leaves.length || this.#chance.happens(isConnection(type.name) ? 0.8 : 0.5)) ? affordable : leaves;
    return choice.length ? this.#field(this.#chance.pick(choice), scope) : '__typename';
  }

  #isWorthAsking(typeName: string, field: string): boolean {
    return this.#world.may(typeName, field) || this.#chance.happens(FORBIDDEN);
  }

  /** A fragment on the type, on an interface of it, or on one of its possible types: inline, named, or one that is there already. */
  #fragment(type: GraphQLNamedType, scope: Scope): string {
    const known = this.#fragments.filter((each) => each.type === type.name && each.depth <= scope.depth && each.cost * scope.rows < this.#budget);
    if (known.length && !scope.mixed && this.#chance.happens(0.5)) {
      const { name, cost } = this.#chance.pick(known);
      this.#budget -= cost * scope.rows;
      return `...${name}${this.#directive()}`;
    }
    const others = isAbstractType(type) ? this.#world.schema.getPossibleTypes(type) : isObjectType(type) ? type.getInterfaces() : [];
    const on = others.length && this.#chance.happens(isAbstractType(type) ? 0.9 : 0.2) ? this.#chance.pick<GraphQLNamedType>(others) : type;
    const inner = { ...scope, mixed: scope.mixed || on !== type || isAbstractType(type) };
    const before = this.#budget;
    const selection = this.#selection(on, inner);
    if (this.#chance.happens(0.5)) return `... on ${on}${this.#directive()} ${selection}`;
    const name = `F${++this.#names}`;
    this.#definitions.push(`fragment ${name} on ${on} ${selection}`);
    if (on === type) this.#fragments.push({ name, type: on.name, cost: (before - this.#budget) / scope.rows, depth: scope.depth });
    return `...${name}${this.#directive()}`;
  }

  #field(field: GraphQLField<unknown, unknown>, scope: Scope): string {
    const type = getNamedType(field.type);
    const given = isConnection(type.name)
      ? this.#paged(field, scope)
      : { args: this.#arguments(field), rows: /\[/.test(String(field.type)) && !isLeafType(type) ? LIST : 1, cursors: '' };
    // Fields with arguments, or that may meet others of another type, are named apart; others may meet, and merge.
    const name = this.#alias(scope.mixed || field.args.length ? 1 : 0.2);
    const call = `${name}${field.name}${given.args}${this.#directive()}`;
    if (isLeafType(type)) return call;
    const rows = scope.rows * given.rows;
    this.#budget -= rows;
    const depth = scope.depth - (this.#world.has(type.name) ? 1 : 0);
    const selection = this.#selection(type, { depth, rows, mixed: false });
    return `${call} ${given.cursors ? selection.replace(/}$/, `${given.cursors} }`) : selection}`;
  }

  #arguments(field: GraphQLField<unknown, unknown>, except: readonly string[] = []): string {
    const written = field.args.flatMap((argument) => {
      if (except.includes(argument.name)) return [];
      if (!isRequiredArgument(argument) && this.#chance.happens(0.5)) return this.#chance.happens(0.1) ? [this.#inputs.absent(argument)] : [];
      return [this.#inputs.argument(argument, this.#value(argument.name, argument.type))];
    });
    return written.length ? `(${written.join(', ')})` : '';
  }

  #value(name: string, type: GraphQLField<unknown, unknown>['args'][number]['type']): unknown {
    switch (name) {
      case 'id':
        return this.#inputs.anyId();
      case 'ids':
        return Array.from({ length: this.#chance.whole(0, 4) }, () => this.#inputs.anyId());
      case 'code':
        return this.#chance.happens(0.9) ? this.#inputs.sample('Unit', 'code') : 'XX00';
      case 'month':
        return this.#chance.happens(0.9) ? this.#inputs.sample('InspectionRound', 'month') : '1999-12';
      case 'asOf': {
        const [typeName, field] = this.#chance.pick([
          ['InspectionResult', 'publishedAt'],
          ['InspectionResult', 'supersededAt'],
          ['Finding', 'recordedAt'],
          ['Finding', 'retractedAt'],
        ]) as [string, string];
        return this.#inputs.sample(typeName, field);
      }
      default:
        return this.#inputs.plain(type);
    }
  }

  /** The arguments of a connection, how many rows its page has at most, and what to select so that its cursors are known. */
  #paged(field: GraphQLField<unknown, unknown>, { rows }: Scope): { args: string; rows: number; cursors: string } {
    const typeName = getNamedType(field.type).name.replace(/Connection$/, '');
    const args = new Map(field.args.map((each) => [each.name, each]));
    const written: string[] = [];
    const say = (name: string, value: unknown) => written.push(this.#inputs.argument(args.get(name) as never, value));
    if (this.#chance.happens(0.5)) say('filter', this.#chance.happens(0.03) ? null : this.#inputs.filter(typeName));
    let family = `${typeName} by `;
    if (this.#chance.happens(0.6)) {
      const orderBy = this.#inputs.orderBy(typeName);
      say('orderBy', orderBy.length === 1 && this.#chance.happens(0.2) ? orderBy[0] : orderBy);
      family += inWords(orderBy.map(({ field: key, direction = 'ASC' }) => ({ field: key, direction })));
    }
    const others = this.#arguments(field, ['first', 'after', 'last', 'before', 'filter', 'orderBy']);
    if (others) written.push(others.slice(1, -1));
    const forward = this.#chance.happens(0.6);
    const unsized = rows * PAGE < this.#budget / 4 && this.#chance.happens(0.2);
    const size = unsized ? PAGE : this.#chance.pick([0, 1, 1, 2, 2, 3, 3, 4, 5]);
    if (!unsized) say(forward ? 'first' : 'last', size);
    else if (this.#chance.happens(0.2)) say(forward ? 'first' : 'last', null);
    let cursors = '';
    if (this.#chance.happens(0.5)) {
      const variable = this.#inputs.declare('String');
      this.#cursors.push({ variable, family });
      written.push(`${forward ? 'after' : 'before'}: $${variable}`);
      cursors = this.#chance.pick([`${this.#alias(1)}pageInfo { startCursor endCursor }`, `${this.#alias(1)}edges { cursor }`]);
    }
    return { args: written.length ? `(${written.join(', ')})` : '', rows: size, cursors };
  }

  #alias(probability: number): string {
    return this.#chance.happens(probability) ? `a${++this.#names}: ` : '';
  }

  #directive(): string {
    if (!this.#chance.happens(0.08)) return '';
    const condition = this.#chance.happens(0.5);
    const variable = this.#chance.happens(0.6) ? this.#inputs.declare('Boolean!', this.#chance.happens(0.3) ? ` = ${condition}` : '') : null;
    if (variable && !this.#inputs.declarations.at(-1)?.includes('=')) this.#inputs.variables[variable] = condition;
    return ` @${this.#chance.pick(['skip', 'include'])}(if: ${variable ? `$${variable}` : condition})`;
  }
}
