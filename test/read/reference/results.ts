import { scoreUnit } from '../../../server/inspection/rules.ts';
import type { Row } from './tables.ts';
import { compare } from './values.ts';
import { isCurrent } from './versions.ts';
import type { World } from './world.ts';

/** The results of a class in a month, best first; those that share a rank by the unit's code. */
export function ranking(world: World, month: string, unitClass: string, asOf?: string | null): Row[] {
  const code = (result: Row) => world.related(result, 'unit')?.code;
  return world
    .rows('InspectionResult')
    .filter((result) => isCurrent(result, asOf) && result.unitClass === unitClass && world.related(result, 'round')?.month === month)
    .sort((a, b) => compare('Int', a.rank, b.rank) || compare('String', code(a), code(b)));
}

/** Every version of a result, oldest first. */
export function versionsOf(world: World, { inspection }: Row): Row[] {
  return world
    .rows('InspectionResult')
    .filter((each) => each.inspection === inspection)
    .sort((a, b) => compare('Int', a.version, b.version));
}

/** How a result's score came about, by the arithmetic of the rules. */
export function explanationOf(world: World, result: Row) {
  const ruleBook = world.related(world.related(result, 'round') as Row, 'ruleBook') as Row;
  const items = world.pointingAt(ruleBook, 'RuleItem').sort((a, b) => compare('Int', a.position, b.position));
  const counts = ({ fromVersion, untilVersion }: Row) => Number(fromVersion) <= Number(result.version) && (untilVersion === null || Number(untilVersion) > Number(result.version));
  const findings = world.pointingAt(world.related(result, 'inspection') as Row, 'Finding').filter(counts);
  const score = scoreUnit(items as never, findings as never, ruleBook as never);
  return {
    ...score,
    ruleBook,
    items: score.items.map((each) => {
      const item = world.find('RuleItem', each.item) as Row;
      return { ...each, item, basis: item.basis, findings: findings.filter((finding) => finding.item === item.id) };
    }),
  };
}
