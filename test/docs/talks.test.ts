import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { LIFE as CLASS_LIFE, studyClassLife } from '../../server/studyClass/life.ts';
import { LIFE as TALK_LIFE, talkLife } from '../../server/talk/life.ts';

const pageOf = (name: string) => readFileSync(`docs/${name}.md`, 'utf8');
const verbsOf = (page: string) => [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, verb]) => verb).sort();
const verbsIn = (life: readonly { verb?: string }[]) => [...new Set(life.flatMap(({ verb }) => verb ?? []))];

test.each([
  ['talk', talkLife],
  ['study-class', studyClassLife],
] as const)('docs/%s.md draws its life as the code has it', (name, life) => {
  expect(/```mermaid\n([\s\S]*?)\n```/.exec(pageOf(name))?.[1]).toBe(life.diagram());
});

test('docs/talk.md and docs/study-class.md say of every verb who may take it, and of no other', () => {
  expect(verbsOf(pageOf('talk'))).toEqual(verbsIn(TALK_LIFE).sort());
  expect(verbsOf(pageOf('study-class'))).toEqual([...verbsIn(CLASS_LIFE), 'announceStudyClass', 'announceOrganStudyClass'].sort());
});
