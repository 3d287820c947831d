import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { LIFE, roundLife } from '../../server/appraisal/life.ts';

const page = readFileSync('docs/appraisal.md', 'utf8');

test('docs/appraisal.md draws the life of a round as the code has it', () => {
  expect(/```mermaid\n([\s\S]*?)\n```/.exec(page)?.[1]).toBe(roundLife.diagram());
});

test('docs/appraisal.md says of every verb who takes the step', () => {
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, verb]) => verb as string);
  expect(listed.sort()).toEqual(['openAppraisalRound', 'openOrganAppraisalRound', ...Object.values(LIFE).map(({ verb }) => verb)].sort());
});
