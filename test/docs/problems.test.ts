import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { ProblemCode } from '../../schema/Problem.ts';

/** The codes of the tables below a heading of docs/problems.md. */
function listed(heading: string): string[] {
  const [, section = ''] = readFileSync('docs/problems.md', 'utf8').split(`## ${heading}\n`);
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code as string);
}

test('docs/problems.md lists every problem code, and no other', () => {
  expect(listed('Problems').sort()).toEqual(Object.values(ProblemCode).sort());
});

test('docs/problems.md lists every error code, and no other', () => {
  expect(listed('Errors').sort()).toEqual(Object.values(ErrorCode).sort());
});
