import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, type ExecutionResult, execute, parse, validate } from 'graphql';
import { Executor } from '../../../server/read/index.ts';

/*
 * What resolvers give, completed by the engine and by graphql-js: values, nulls, errors, each at once or late, in lists of lists and
 * behind an interface. Both answer the same; the errors of graphql-js, which leaves off at the first that empties an object, are among ours.
 * To graphql-js nothing is late: what it leaves alone then, it leaves to end the process.
 */
const schema = buildSchema(`
  interface Named { label: String sure: String! }
  type Thing implements Named {
    label: String sure: String! number: Int count: Int!
    child: Thing needed: Thing!
    some: [Thing] all: [Thing!]! grid: [[Int!]]!
    named: Named several: [Named]! every: [Named!]
  }
  type Other implements Named { label: String sure: String! weight: Int! of: Thing }
  type Query { thing: Thing things: [Thing!] named: [Named]! last: String }
`);

const BELOW = `
  fragment Leaves on Thing { number __typename called: label count sure }
  fragment Deep on Thing { ...Leaves child { ...Leaves } needed { ...Leaves } some { ...Leaves } all { ...Leaves } grid }
  fragment Either on Named { ... on Other { weight of { ...Leaves } } label kind: __typename ... on Thing { count child { sure } } sure }`;
const document = parse(`{
  thing { ...Deep child { needed { ...Deep } all { named { ...Either } } } several { ...Either } }
  again: things { every { ...Either } ...Deep }
  named { ...Either ... on Thing { several { ...Either } some { grid } } }
  last } ${BELOW}`);

/** What an object answers for each of its fields is drawn from its seed, so that both executors meet the same. */
class Source {
  readonly __typename: string | undefined;
  readonly #late: boolean;
  readonly #draw: (name: string, odds: number) => number;

  constructor(seed: number, late: boolean, depth: number, typeName?: string) {
    this.#late = late;
    this.#draw = (name, odds) => hash(`${seed} ${name}`) % odds;
    this.__typename = typeName ?? (this.#draw('type', 3) ? 'Thing' : 'Other');
    for (const name of ['label', 'sure']) this.#has(name, () => `${name} ${seed}`);
    for (const name of ['number', 'count', 'weight']) this.#has(name, () => (this.#draw(`${name} wrong`, 12) ? seed % 100 : 'no number'));
    if (!depth) return;
    const below = (name: string, as?: string) => () => new Source(hash(`${seed} ${name} below`), late, depth - 1, as);
    for (const name of ['child', 'needed', 'of']) this.#has(name, below(name, 'Thing'));
    this.#has('named', below('named'));
    for (const name of ['some', 'all']) this.#has(name, () => this.#list(name, (index) => below(`${name} ${index}`, 'Thing')));
    for (const name of ['several', 'every']) this.#has(name, () => this.#list(name, (index) => below(`${name} ${index}`)));
    this.#has('grid', () => this.#list('grid', (row) => () => this.#list(`grid ${row}`, (index) => () => index)));
  }

  #list(name: string, item: (index: number) => () => unknown): unknown {
    if (!this.#draw(`${name} no list`, 15)) return 'no list';
    return Array.from({ length: this.#draw(`${name} length`, 3) }, (_, index) => this.#given(`${name} ${index} item`, item(index), false));
  }

  #has(name: string, value: () => unknown): void {
    Object.assign(this, { [name]: () => this.#given(name, value, true) });
  }

  #given(name: string, value: () => unknown, mayThrow: boolean): unknown {
    const error = new Error(`no ${name}`);
    switch (this.#draw(`${name} way`, 28)) {
      case 0:
        return null;
      case 1:
        if (mayThrow) throw error;
        return error;
      case 2:
        return this.#late ? Promise.reject(error) : error;
      case 3:
        return this.#late ? Promise.resolve(null) : null;
      case 4:
      case 5:
        return this.#late ? Promise.resolve().then(value) : value();
      default:
        return value();
    }
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) as number), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

const rootOf = (seed: number, late: boolean) => ({
  thing: () => new Source(seed, late, 3, 'Thing'),
  things: () => [1, 2].map((n) => new Source(seed + n, late, 2, 'Thing')),
  named: () => [4, 5, 6].map((n) => new Source(seed + n, late, 2)),
  last: () => 'the last',
});

const paths = ({ errors }: ExecutionResult) => new Set((errors ?? []).map(({ path }) => path?.join('.')));

test('whatever resolvers give, the answer is that of graphql-js, to the order of its keys', async () => {
  expect(validate(schema, document)).toEqual([]);
  const executor = new Executor(schema, undefined, [], Number.MAX_SAFE_INTEGER);
  const operation = executor.compile(document);
  let failed = 0;
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const ours = await executor.execute(operation, { contextValue: {}, rootValue: rootOf(seed, true) });
      const theirs = execute({ schema, document, rootValue: rootOf(seed, false) }) as ExecutionResult;
      expect(JSON.stringify(ours.data, null, 1)).toBe(JSON.stringify(theirs.data, null, 1));
      expect([...paths(theirs)].filter((path) => !paths(ours).has(path))).toEqual([]);
      // Nor is there an error for nothing: a path of ours ends in null, or above it.
      expect(Boolean(ours.errors)).toBe(Boolean(theirs.errors));
      for (const path of paths(ours)) expect(at(ours.data, path as string)).toBeNull();
      if (ours.errors) failed++;
      if (JSON.stringify(ours.data).length > 300) answered++;
    }),
    { numRuns: 80 },
  );
  // It is about both.
  expect(failed).toBeGreaterThan(10);
  expect(answered).toBeGreaterThan(10);
});

/** What stands at a path, or where it breaks off. */
function at(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split('.')) {
    if (value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
