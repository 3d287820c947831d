import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { nodes } from '../../schema/index.ts';
import { Unit } from '../../schema/organisation/index.ts';
import { Policies } from '../../server/access/policies.ts';
import { everything, type Policy, Role, type SomeRows } from '../../server/access/policy.ts';
import { attachReads, Models } from '../../server/read/index.ts';
import { createSchema } from '../../server/schema.ts';
import { freshDatabase } from '../testkit/database.ts';

let schema: GraphQLSchema;
let models: Models;
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
  schema = attachReads(await createSchema());
  models = new Models(database.orm);
});
afterAll(() => database.drop());

const of = (...policies: Policy[]) => new Policies({ schema, models, entities: nodes, policies });
const unitsOf = (rows: SomeRows) => of({ things: { Unit: { rows: { REPORTER: rows }, open: ['id'] } } }).of({ kind: 'person', roles: [Role.REPORTER] });
const rows = (where: SomeRows['where']): SomeRows => ({ zh: '若干', en: 'some', where });

test('what no policy decides is refused to everybody, and is named', () => {
  const rules = of({ things: { Unit: { rows: { STAFF: everything }, open: ['id', 'code'] } } });
  const staff = rules.of({ kind: 'person', roles: [Role.STAFF] });
  expect([staff.mayRead('Unit', 'code'), staff.mayRead('Unit', 'name'), staff.mayRead('Query', 'board'), staff.mayRead('Mutation', 'recordFinding')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([staff.mayRead('Board', 'cursor'), staff.mayEnter('POST /intake'), staff.mayRead('Nothing', 'whatever')]).toEqual([false, false, false]);
  expect(rules.undecided()).toEqual(expect.arrayContaining(['Unit.name', 'Query.board', 'Mutation.recordFinding', 'Board.cursor', 'Officer.id']));
  expect(rules.undecided()).not.toContain('Unit.code');
});

test('a class that no policy names has no rows', () => {
  const officers = models.get(nodes.find(({ name }) => name === 'Officer') as never);
  expect(
    of()
      .of({ kind: 'person', roles: [Role.STAFF] })
      .rowsOf(officers)?.text,
  ).toBe('false');
});

test('two domains cannot decide the same, and none decides what the schema does not have', () => {
  const board: Policy = { queries: { board: [Role.STAFF] } };
  expect(() => of(board, board)).toThrow('Two policies decide board');
  expect(() => of({ things: { Unit: { rows: {}, open: ['nickname'] } } })).toThrow('Unit,nickname');
  expect(() => of({ verbs: { abolish: { STAFF: 'freely' } } })).toThrow('Mutation,abolish');
});

test('a condition in which something is missing is an error, and no row is shown for it', () => {
  const unit = models.get(Unit);
  // To a caller null is the same as nothing asked; of a policy it would be every row.
  expect(() => unitsOf(rows(({ unit: key }) => ({ id: { eq: key } }))).rowsOf(unit)).toThrow('A policy names no value for eq');
  expect(() => unitsOf(rows(() => ({}))).rowsOf(unit)).toThrow('empty condition');
  expect(() => unitsOf(rows(() => ({ or: [{ code: { eq: null } }] }))).rowsOf(unit)).toThrow('no value for eq');
  expect(unitsOf(rows(() => undefined)).rowsOf(unit)?.text).toBe('false');
  expect(unitsOf(rows(() => ({ or: [] }))).rowsOf(unit)?.text).toBe('(false)');
});

test('of several roles a field is read if every row may be seen with it, and otherwise if all roles may read it', () => {
  const some = rows(({ unit: key }) => (key === undefined ? undefined : { id: { eq: key } }));
  const rules = of({
    things: { Unit: { rows: { STAFF: everything, LEADER: everything, REPORTER: some, INSPECTOR: some }, open: ['id'], only: { name: [Role.REPORTER], remark: [Role.STAFF] } } },
  });
  const reads = (...roles: Role[]) => ['id', 'name', 'remark'].filter((field) => rules.of({ kind: 'person', roles }).mayRead('Unit', field));
  expect(reads(Role.REPORTER)).toEqual(['id', 'name']);
  // The rows of both are mixed, and of the inspector's the name is not to be read.
  expect(reads(Role.REPORTER, Role.INSPECTOR)).toEqual(['id']);
  expect(reads(Role.LEADER, Role.REPORTER)).toEqual(['id']);
  expect(reads(Role.LEADER, Role.STAFF)).toEqual(['id', 'remark']);
  expect(reads(Role.REPORTER, Role.AUDITOR)).toEqual(['id', 'name']);
});

test('viewers of one permission class share their rights, and no others do', () => {
  const rules = of({ things: { Unit: { rows: { REPORTER: rows(({ unit: key }) => ({ id: { eq: key } })) }, open: ['id'] } } });
  const reporter = { kind: 'person' as const, roles: [Role.REPORTER], unit: 1 };
  expect(rules.of({ ...reporter, id: 5, name: '甲' })).toBe(rules.of({ ...reporter, id: 6, name: '乙', expiresAt: 9 }));
  expect(rules.of({ ...reporter, unit: 2 })).not.toBe(rules.of(reporter));
  // What is addressed to a leader is addressed to their account, which a program has none of.
  const leader = { kind: 'person' as const, roles: [Role.LEADER], id: 5 };
  expect(rules.of({ ...leader, id: 6 })).not.toBe(rules.of(leader));
  expect(rules.of({ ...leader, name: '丙' })).toBe(rules.of(leader));
  expect(rules.of({ ...leader, kind: 'program', id: 6 })).toBe(rules.of({ ...leader, kind: 'program' }));
  // Plans hold no rows: units share them, roles do not.
  expect(rules.of({ ...reporter, unit: 2 }).shape).toBe(rules.of(reporter).shape);
  expect(rules.of({ ...reporter, roles: [Role.SCREEN] }).shape).not.toBe(rules.of(reporter).shape);
});
