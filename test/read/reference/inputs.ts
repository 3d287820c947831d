import { type GraphQLArgument, type GraphQLInputField, type GraphQLInputType, getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { Chance } from '../../torture/chance.ts';
import type { Filter } from './filter.ts';
import { syllablesOf } from './search.ts';
import { nodeTypes } from './tables.ts';
import { shown } from './values.ts';
import type { World } from './world.ts';

const SEARCHES = ['contains', 'startsWith', 'search'];
/** What a search for text must take as it is. */
const LIKE_SIGNS = ['%', '_', '\\', '0%', ''];

/** Values for arguments, drawn from the data so that they hit, and the variables that carry some of them. */
export class Inputs {
  /** `$v1: UnitFilter = {…}` */
  readonly declarations: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly #world: World;
  readonly #chance: Chance;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  /** `name: value`, the value as a literal, as a variable, or as a literal with variables in it. */
  argument({ name, type }: GraphQLArgument | GraphQLInputField, value: unknown): string {
    return `${name}: ${this.#written(type, value)}`;
  }

  /** `name: $v`, a variable that gets no value: as if nothing was said. */
  absent({ name, type }: GraphQLArgument | GraphQLInputField): string {
    return `${name}: $${this.declare(String(getNullableType(type)))}`;
  }

  /** A new variable. */
  declare(type: string, rest = ''): string {
    const name = `v${this.declarations.length + 1}`;
    this.declarations.push(`$${name}: ${type}${rest}`);
    return name;
  }

  #written(type: GraphQLInputType, value: unknown, constant = false): string {
    if (!constant && this.#chance.happens(0.15)) return this.#variable(type, value);
    if (value === null) return 'null';
    const inner = getNullableType(type);
    if (isListType(inner)) {
      // A value where a list is wanted is a list of it.
      return Array.isArray(value) ? `[${value.map((each) => this.#written(inner.ofType, each, constant)).join(', ')}]` : this.#written(inner.ofType, value, true);
    }
    if (isInputObjectType(inner)) {
      const fields = inner.getFields();
      const given = Object.entries(value as object).map(([name, each]) => `${name}: ${this.#written((fields[name] as GraphQLInputField).type, each, constant)}`);
      const unsaid = Object.values(fields).find(({ name }) => !(name in (value as object)));
      if (unsaid && !constant && this.#chance.happens(0.05)) given.push(this.absent(unsaid));
      return `{ ${given.join(', ')} }`;
    }
    return isEnumType(inner) ? String(value) : JSON.stringify(value);
  }

  #variable(type: GraphQLInputType, value: unknown): string {
    const strict = isNonNullType(type) || value === null || this.#chance.happens(0.5) ? String(type) : `${type}!`;
    if (this.#chance.happens(0.2)) return `$${this.declare(strict, ` = ${this.#written(type, value, true)}`)}`;
    const name = this.declare(strict, !strict.endsWith('!') && this.#chance.happens(0.2) ? ' = null' : '');
    this.variables[name] = value;
    return `$${name}`;
  }

  /** Up to three keys; a direction that is left out is ascending. */
  orderBy(typeName: string): { field: string; direction?: string }[] {
    const fields = this.#worthAsking(this.#words(`${typeName}OrderField`), (field) => this.#world.may(typeName, field));
    return this.#some(1, 3, () => ({ field: this.#chance.pick(fields), ...(this.#chance.happens(0.7) ? { direction: this.#chance.pick(['ASC', 'DESC']) } : {}) }));
  }

  filter(typeName: string, depth = this.#chance.whole(0, 3)): Filter {
    const { and: _and, or: _or, not: _not, ...fields } = this.#fields(`${typeName}Filter`);
    const parts = this.#some(1, 2, (): [string, unknown] => {
      if (depth > 0 && this.#chance.happens(0.4)) {
        const logic = this.#chance.pick(['and', 'or', 'not']);
        return [logic, logic === 'not' ? this.filter(typeName, depth - 1) : this.#some(0, 3, () => this.filter(typeName, depth - 1))];
      }
      const { name, type } = this.#chance.pick(this.#worthAsking(Object.values(fields), ({ name: field }) => this.#world.may(typeName, field)));
      return [name, this.#chance.happens(0.03) ? null : this.#condition(typeName, name, String(getNullableType(type)), depth)];
    });
    return Object.fromEntries(parts);
  }

  /** What a field of a filter wants: operators on a column, a filter of a relation, or of some, none or every one of many. */
  #condition(typeName: string, field: string, wanted: string, depth: number): unknown {
    const target = this.#world.schema.getType(wanted.replace(/Filter$/, '')) ? wanted.replace(/Filter$/, '') : null;
    if (wanted.endsWith('Filter') && target) return this.filter(target, Math.max(0, depth - 1));
    const fields = Object.values(this.#fields(wanted));
    if (fields.some(({ name }) => name === 'some')) {
      const { name, type } = this.#chance.pick(fields);
      return { [name]: this.filter(String(getNullableType(type)).replace(/Filter$/, ''), Math.max(0, depth - 1)) };
    }
    // Text is searched for as often as it is compared.
    const searches = fields.filter(({ name }) => SEARCHES.includes(name));
    const pick = () => this.#chance.pick(searches.length && this.#chance.happens(0.5) ? searches : fields);
    return Object.fromEntries(this.#some(1, 2, pick).map(({ name }) => [name, this.#operand(typeName, field, name)]));
  }

  #operand(typeName: string, field: string, operator: string): unknown {
    if (this.#chance.happens(0.03)) return null;
    if (operator === 'isNull') return this.#chance.happens(0.5);
    if (operator === 'in') return this.#some(0, 3, () => this.sample(typeName, field));
    const sample = this.sample(typeName, field);
    if (!SEARCHES.includes(operator)) return sample;
    if (this.#chance.happens(0.2)) return this.#chance.pick(LIKE_SIGNS);
    if (operator === 'search') return this.#search(String(sample), typeName === 'Officer');
    const from = operator === 'contains' ? this.#chance.whole(0, 2) : 0;
    return this.#recased([...String(sample)].slice(from, from + this.#chance.whole(1, 4)).join(''));
  }

  /** Up to two words that find a name: some of its signs, their sound or their initials, the last syllable not always to its end. */
  #search(name: string, isPerson: boolean): string {
    const syllables = syllablesOf(name, isPerson);
    const words = this.#some(1, 2, () => {
      const from = this.#chance.whole(0, 2);
      const to = from + this.#chance.whole(1, 4);
      const sound = syllables.slice(from, to).join('');
      return this.#chance.pick([
        [...name].slice(from, to).join(''),
        sound,
        sound.slice(0, -1),
        syllables
          .slice(from, to)
          .map((each) => each[0])
          .join(''),
      ]);
    });
    return this.#recased(words.join(this.#chance.pick([' ', '  ', '\u3000'])));
  }

  /** A value that stands in the column, now and then beside it. */
  sample(typeName: string, field: string): unknown {
    const scalar = this.#world.typeOf(typeName, field);
    const held = this.#world.rows(typeName).filter((row) => row[field] != null);
    if (!held.length) return this.#invented(scalar, typeName);
    const value = shown(scalar, typeName, this.#chance.pick(held)[field]);
    if (scalar === 'Decimal') return this.#chance.pick([value, `${value}0`, String(Number(value)), `${value}01`, `-${value}`]);
    if (scalar === 'Int') return (value as number) + this.#chance.pick([0, 0, 0, 1, -1]);
    return value;
  }

  #invented(scalar: string, typeName: string): unknown {
    const known: Record<string, unknown> = {
      Int: 1,
      ID: shown('ID', typeName, 1),
      Boolean: true,
      Decimal: '1.5',
      Date: '2026-01-15',
      DateTime: '2026-01-15T08:00:00Z',
      YearMonth: '2026-01',
    };
    return known[scalar] ?? this.#words(scalar)[0] ?? '甲';
  }

  /** The id of anything, or now and then of nothing. */
  anyId(): string {
    if (this.#chance.happens(0.1)) return this.#chance.pick(['', 'nonsense', shown('ID', 'Unit', 999_999) as string, shown('ID', 'Board', 1) as string]);
    return this.sample(this.#chance.pick(nodeTypes(this.#world.schema)).name, 'id') as string;
  }

  /** A value of a kind that has no column to draw from: one word of an enum, a small number, a list of some. */
  plain(type: GraphQLInputType): unknown {
    const inner = getNullableType(type);
    if (isListType(inner)) return this.#some(0, 3, () => this.plain(inner.ofType));
    if (isEnumType(inner)) return this.#chance.pick(this.#worthAsking(inner.getValues(), (word) => this.#isReadable(inner.name, word.name))).name;
    if (isInputObjectType(inner)) return Object.fromEntries(Object.values(inner.getFields()).map(({ name, type: of }) => [name, this.plain(of)]));
    if (String(inner) === 'Boolean') return this.#chance.happens(0.5);
    if (String(inner) === 'Int') return this.#chance.whole(1, 6);
    throw new Error(`Nobody knows what to say for a ${inner}`);
  }

  #recased(text: string): string {
    return this.#chance.pick([text, text.toUpperCase(), text.toLowerCase()]);
  }

  #some<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: this.#chance.whole(least, most) }, make);
  }

  /** Those of the choices that may be read, now and then all of them; all where none may. */
  #worthAsking<T>(choices: readonly T[], may: (choice: T) => boolean): readonly T[] {
    const allowed = choices.filter(may);
    return !allowed.length || (allowed.length < choices.length && this.#chance.happens(0.05)) ? choices : allowed;
  }

  /** Whether what a word stands for may be read, where it stands for columns: `FindingGroupBy`, `FindingMeasure`. */
  #isReadable(enumName: string, word: string): boolean {
    const [, typeName, what] = /^(.*)(GroupBy|Measure)$/.exec(enumName) ?? [];
    if (!typeName || !this.#world.has(typeName)) return true;
    if (what === 'GroupBy') return this.#world.may(`${typeName}GroupKey`, word);
    const column = word.split('_')[1];
    return column === undefined || this.#world.may(typeName, column);
  }

  #words(enumName: string): string[] {
    const type = this.#world.schema.getType(enumName);
    return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  }

  #fields(inputName: string): Record<string, GraphQLInputField> {
    const type = this.#world.schema.getType(inputName);
    if (!isInputObjectType(type)) throw new Error(`There is no input ${inputName}`);
    return type.getFields();
  }
}
