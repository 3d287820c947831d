import { Role } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import type { World } from '../read/reference/world.ts';
import type { Chance } from '../torture/chance.ts';

/** One in a role by chance, of a unit, an officer and units by chance; now and then of none. */
export function randomViewer(world: World, chance: Chance): Viewer & { roles: [Role] } {
  const key = (typeName: string) => (chance.happens(0.1) ? {} : { key: chance.pick(world.rows(typeName)).id });
  const [unit, officer] = [key('Unit').key, key('Officer').key];
  // Of the accounts that minutes are addressed to.
  const id = chance.happens(0.1) ? undefined : (chance.pick(world.rows('MinutesRecipient')).accountKey as number | null);
  const assignedUnits = world
    .rows('Unit')
    .filter(() => chance.happens(0.3))
    .map(({ id }) => id);
  return { kind: 'person', roles: [chance.pick(Object.values(Role))], ...(id ? { id } : {}), ...(unit ? { unit } : {}), ...(officer ? { officer } : {}), assignedUnits };
}
