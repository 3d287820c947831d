import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { LIFE, rectificationLife } from '../../server/rectification/life.ts';

const page = readFileSync('docs/rectification.md', 'utf8');

test('docs/rectification.md draws the life of a rectification as the code has it', () => {
  expect(/```mermaid\n([\s\S]*?)\n```/.exec(page)?.[1]).toBe(rectificationLife.diagram());
});

test('docs/rectification.md says of every verb who may take it, and of no other', () => {
  const verbs = LIFE.flatMap(({ verb }) => verb ?? []);
  expect([...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, verb]) => verb).sort()).toEqual([...verbs, 'openRectification'].sort());
});
