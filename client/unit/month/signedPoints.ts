import type { RuleItemKind } from '../../generated/graphql.ts';

const SIGNS: Readonly<Record<RuleItemKind, string>> = { DEDUCTION: '−', BONUS: '+', VETO_GROUND: '' };

/** What an item does to the score: `−2.00`, `+1.00`; a veto ground changes none, and neither does nothing. */
export function signedPoints(kind: RuleItemKind, points: string): string {
  return Number(points) === 0 ? points : `${SIGNS[kind]}${points}`;
}
