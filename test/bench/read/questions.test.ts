import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { questions } from './questions.ts';

const schema = buildSchema(readFileSync(resolve('schema/schema.graphql'), 'utf8'));

test.each(questions.map(({ name, asks }) => [name, asks.query] as const))('the schema has what is asked: %s', (_name, query) => {
  expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
});

test('every question has a name of its own', () => {
  const names = questions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
