import type { BoardSnapshot } from '../board.ts';

export type BoardWarning = BoardSnapshot['warnings'][number];
export type Level = BoardWarning['level'];

/** The severest first. */
export const LEVELS = ['RED', 'ORANGE', 'YELLOW', 'INFO'] as const satisfies readonly Level[];

/** The open warnings with one that was raised, or to which something happened: in its new place, or gone where it is dealt with or taken back. */
export function placeWarning(warnings: readonly BoardWarning[], warning: BoardWarning): BoardWarning[] {
  const others = warnings.filter(({ id }) => id !== warning.id);
  return isOpen(warning) ? [...others, warning].sort(inOrder) : others;
}

function isOpen({ state }: BoardWarning): boolean {
  return state === 'RAISED' || state === 'ACKNOWLEDGED';
}

/** How many there are of each level. */
export function countsOf(warnings: readonly BoardWarning[]): Readonly<Record<Level, number>> {
  const counts = { RED: 0, ORANGE: 0, YELLOW: 0, INFO: 0 };
  for (const { level } of warnings) counts[level]++;
  return counts;
}

/** Of a unit, those that ask for something to be done. */
export function alarmsOf(warnings: readonly BoardWarning[], code: string): number {
  return warnings.filter(({ unit, level }) => unit?.code === code && level !== 'INFO').length;
}

/** As the server has them: the severest first, of one level those that nobody took up, the oldest first. */
function inOrder(one: BoardWarning, other: BoardWarning): number {
  return (
    LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
    Number(one.state === 'ACKNOWLEDGED') - Number(other.state === 'ACKNOWLEDGED') ||
    Date.parse(one.raisedAt) - Date.parse(other.raisedAt) ||
    keyIn(one) - keyIn(other)
  );
}

/** The number in a global id, which is `type:number` in base64. */
function keyIn({ id }: BoardWarning): number {
  return Number(atob(id).split(':')[1]);
}
