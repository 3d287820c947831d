import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { WarningKind } from '../../schema/warning/words.ts';
import { warningLife } from '../../server/warning/life.ts';

const page = readFileSync('docs/warnings.md', 'utf8');

test('docs/warnings.md draws the life of a warning as the code has it', () => {
  expect(/```mermaid\n([\s\S]*?)\n```/.exec(page)?.[1]).toBe(warningLife.diagram());
});

test('docs/warnings.md lists every kind, and no other', () => {
  expect([...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, kind]) => kind).sort()).toEqual(Object.values(WarningKind).sort());
});
