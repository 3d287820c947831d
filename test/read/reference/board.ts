import { Decimal } from 'decimal.js';
import { ranking } from './results.ts';
import type { Row } from './tables.ts';
import { compare } from './values.ts';
import { isCurrent } from './versions.ts';
import { openWarnings } from './warnings.ts';
import type { World } from './world.ts';

/** The wall without its cursor, its moment and its ticker: those are the log's, not the tables'. */
export function board(world: World, month?: string | null) {
  const rounds = world.rows('InspectionRound').toSorted((a, b) => compare('String', b.month, a.month));
  const round = rounds.find((each) => !month || each.month === month) ?? null;
  const ranked = rounds.find((each) => each.state === 'PUBLISHED' && (!month || (each.month as string) <= month)) ?? null;
  return {
    round,
    rankingMonth: ranked?.month ?? null,
    warnings: openWarnings(world, month),
    openRectifications: world.rows('Rectification').filter(({ officer, state }) => officer === null && state !== 'CLOSED' && state !== 'WITHDRAWN').length,
    costs: round ? costsOf(world, round) : [],
    rankings: ['TOWNSHIP', 'CITY', 'LINE'].map((unitClass) => ({ unitClass, results: ranked ? ranking(world, ranked.month as string, unitClass) : [] })),
  };
}

/** What each deduction cost in a round: of every unit as much as its occurrences come to, and no more than the cap. */
function costsOf(world: World, round: Row) {
  const inspections = world.rows('Inspection').filter((each) => each.round === round.id);
  const costs = world.rows('RuleItem').flatMap((item) => {
    if (item.kind !== 'DEDUCTION') return [];
    const ofUnits = inspections
      .map((inspection) => world.pointingAt(inspection, 'Finding').filter((finding) => isCurrent(finding) && finding.item === item.id))
      .filter(({ length }) => length);
    const points = ofUnits.map((findings) =>
      Decimal.min(item.cap as string, Decimal.sum(...findings.map(({ occurrences }) => new Decimal(String(occurrences)).times(item.pointsPerOccurrence as string)))),
    );
    return ofUnits.length ? [{ item, units: ofUnits.length, findings: ofUnits.flat().length, points: Decimal.sum(...points).toFixed(2) }] : [];
  });
  return costs.toSorted((a, b) => Number(b.points) - Number(a.points) || (a.item.position as number) - (b.item.position as number));
}

export function progressOf(world: World, round: Row | null) {
  const inspections = world.rows('Inspection').filter((each) => each.round === round?.id);
  const findings = inspections.map((inspection) => world.pointingAt(inspection, 'Finding').filter((finding) => isCurrent(finding)));
  return {
    // Those of which an inspection would be seen if there were one.
    units: world.rows('Unit').filter((unit) => world.sees({ __typename: 'Inspection', id: 0, unit: unit.id, round: round?.id ?? 0 })).length,
    inspected: inspections.length,
    findings: findings.flat().length,
    vetoProposals: findings.filter((each) => each.some((finding) => world.related(finding, 'item')?.kind === 'VETO_GROUND')).length,
  };
}
