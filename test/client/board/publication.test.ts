import { describe, expect, test } from '@jest/globals';
import { durationOf, scenesOf } from '../../../client/board/stage/publication.ts';
import { result } from '../boards.ts';

const ranking = (unitClass: 'TOWNSHIP' | 'CITY' | 'LINE', units: number) => ({
  unitClass,
  results: Array.from({ length: units }, (_, index) => result(`${unitClass}${index + 1}`, { rank: index + 1, unitClass })),
});
const ranks = (scene: { shown: readonly { rank: number }[] }) => scene.shown.map(({ rank }) => rank);

describe('a publication', () => {
  const scenes = scenesOf([ranking('TOWNSHIP', 3), ranking('CITY', 0), ranking('LINE', 2)], false);

  test('is played class by class, last to first, leaving out a class without results', () => {
    expect(scenes.map((scene) => [scene.unitClass, ranks(scene), scene.complete])).toEqual([
      ['TOWNSHIP', [3], false],
      ['TOWNSHIP', [3, 2], false],
      ['TOWNSHIP', [3, 2, 1], true],
      ['LINE', [2], false],
      ['LINE', [2, 1], true],
    ]);
  });

  test('shows each class at once and whole where motion is not wanted', () => {
    const still = scenesOf([ranking('TOWNSHIP', 3), ranking('LINE', 1)], true);
    expect(still.map((scene) => [scene.unitClass, ranks(scene), scene.complete])).toEqual([
      ['TOWNSHIP', [3, 2, 1], true],
      ['LINE', [1], true],
    ]);
  });

  test('of nothing has no scene', () => {
    expect(scenesOf([ranking('TOWNSHIP', 0)], false)).toEqual([]);
  });

  test.each([1, 9, 28, 200])('brings a class of %i within six seconds, and lets the whole of it stay for five', (units) => {
    const played = scenesOf([ranking('CITY', units)], false);
    const coming = played.filter(({ complete }) => !complete).reduce((sum, scene) => sum + durationOf(scene, units), 0);
    expect(coming).toBeLessThanOrEqual(6_000);
    expect(played.filter(({ complete }) => complete).map((scene) => durationOf(scene, units))).toEqual([5_000]);
  });
});
