import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { measure, nestingOf, scan } from '../../server/http/measure.ts';

const measured = (text: string) => measure(parse(text));
const times = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join(' ');
/** Fragments of which each spreads the next twice. */
const doubling = (count: number) => `{ ...F0 } ${times(count, (n) => `fragment F${n} on T { ...F${n + 1} ...F${n + 1} }`)} fragment F${count} on T { one two: two }`;

describe('depth', () => {
  test.each([
    ['one field', '{ a }', 1],
    ['fields below one another', '{ a { b { c } } d }', 3],
    ['inline fragments add nothing', '{ a { ... on T { ... { b } } } }', 2],
    ['a fragment counts where it is spread', '{ a { b { ...F } } } fragment F on T { c { d } }', 4],
    ['the deepest of several operations counts', 'query A { a } query B { a { b } }', 2],
    ['a fragment that nobody spreads counts too', '{ a } fragment F on T { a { b { c } } }', 3],
    ['introspection has a limit of its own', '{ a { b } __schema { types { fields { type { ofType { name } } } } } __type(name: "T") { fields { name } } }', 2],
  ])('%s', (_, text, depth) => {
    expect(measured(text).depth).toBe(depth);
  });
});

describe('aliases and fields', () => {
  test.each([
    ['each counts', '{ a b: b c: d { e } }', 2, 4],
    ['the same ones again count again', '{ a a a x: a x: a }', 2, 5],
    ['a fragment counts as often as it is spread', '{ ...F ...F a { ...F } } fragment F on T { x: b c }', 3, 7],
    ['those of introspection count', '{ __schema { a: types { name } } }', 1, 3],
    ['operations are counted apart, for one is carried out', 'query A { a: x b } query B { c }', 1, 2],
    ['a fragment of a name that another has counts too', '{ a } fragment F on T { a } fragment F on T { a b c: d e }', 1, 4],
  ])('%s', (_, text, aliases, fields) => {
    expect(measured(text)).toMatchObject({ aliases, fields });
  });

  test('fragments that double are counted without being walked: thirty make a thousand million, and a hundred are still a number', () => {
    expect(measured(doubling(30))).toMatchObject({ aliases: 2 ** 30, fields: 2 ** 31 });
    expect(measured(doubling(100))).toMatchObject({ fields: Number.MAX_SAFE_INTEGER });
  });

  test('fragments that go round in circles, spread themselves or do not exist come to an end', () => {
    for (const text of [
      '{ ...A } fragment A on T { a ...B } fragment B on T { b ...A }',
      '{ ...A } fragment A on T { a ...A }',
      '{ a ...Nowhere }',
      '{ a { ...A } } fragment A on T { a { ...A } }',
    ]) {
      expect(measured(text).fields).toBeLessThanOrEqual(3);
    }
  });
});

test('directives are counted a place, wherever one may stand', () => {
  const three = '@a @b @c';
  for (const text of [
    `{ x ${three} y @a }`,
    `{ ... ${three} { x } }`,
    `{ ...F ${three} } fragment F on T { x @a }`,
    `{ ...F } fragment F on T ${three} { x }`,
    `query ${three} { x }`,
    `query ($v: Int ${three}) { x }`,
    `{ __schema { types ${three} { name } } }`,
    `{ ...F @a } fragment F on T { x ${three} }`,
  ]) {
    expect([text, measured(text).directives]).toEqual([text, 3]);
  }
});

test('what GraphiQL asks of a schema measures one level', () => {
  const most = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
  const { depth, aliases, fields } = measured(getIntrospectionQuery(most));
  expect({ depth, aliases }).toEqual({ depth: 1, aliases: 0 });
  expect(fields).toBeLessThan(400);
});

test('a text that does not parse is counted up to its end, or to what is no GraphQL', () => {
  expect(scan('{ a(b: [1, [2]]) { c ')).toEqual({ tokens: 14, nesting: 4 });
  expect(scan('{ a } } } {')).toEqual({ tokens: 6, nesting: 1 });
  expect(scan('{ a "never closed')).toEqual({ tokens: 2, nesting: 1 });
  expect(scan('# nothing')).toEqual({ tokens: 0, nesting: 0 });
  expect(scan('{'.repeat(100_000))).toEqual({ tokens: 100_000, nesting: 100_000 });
});

test('lists and objects of a value are counted down to the deepest, however deep', () => {
  expect([undefined, null, 'a', 1, {}, [], { a: [1, { b: {} }], c: 'd' }].map(nestingOf)).toEqual([0, 0, 0, 0, 1, 1, 4]);
  expect(nestingOf(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toBe(100_000);
});
