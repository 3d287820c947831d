import { Role } from '../../schema/access/Role.ts';

export { Role };

/** Who asks: what every policy, and nothing else, decides by. */
export interface Viewer {
  kind: 'person' | 'program' | 'screen' | 'nobody';
  /** Key of the account, token or screen; undefined for nobody. */
  id?: number;
  name?: string;
  roles: readonly Role[];
  /** The unit of a reporter or of an organ's cadre office; the officer that an officer is. */
  unit?: number;
  officer?: number;
  /** Units (keys) of rounds assigned to an inspector: empty means none. */
  assignedUnits?: readonly number[];
  /** Ends then, whatever happens (ms since 1970). */
  expiresAt?: number;
  /** Hears of events: these are answered for all of a class at once, and nobody can be named who reads. */
  listens?: true;
  /** Nobody in particular, who tries the sample city. */
  isDemo?: true;
}

/** Whoever has not said who they are. */
export const NOBODY: Viewer = { kind: 'nobody', roles: [Role.PUBLIC] };

/**
 * What all viewers of one permission class have in common, and nothing of who they are: a subscription is executed as this for all who share
 * it. What no role of the viewer depends on is left out.
 */
export function rightsOf({ kind, id, roles, unit, officer, assignedUnits = [], listens }: Viewer): Viewer {
  const has = (...any: Role[]) => any.some((role) => roles.includes(role));
  return {
    kind,
    roles: [...new Set(roles)].sort(),
    // What is addressed to a leader is addressed to their account.
    ...(id !== undefined && kind === 'person' && has(Role.LEADER) ? { id } : {}),
    ...(unit !== undefined && has(Role.REPORTER, Role.CADRE_OFFICE) ? { unit } : {}),
    ...(officer !== undefined && has(Role.OFFICER) ? { officer } : {}),
    ...(listens ? { listens } : {}),
    ...(has(Role.INSPECTOR) ? { assignedUnits: [...new Set(assignedUnits)].sort((one, other) => one - other) } : {}),
  };
}

/** Equal exactly where the rights are equal. */
export function permissionClassOf(viewer: Viewer): string {
  return JSON.stringify(rightsOf(viewer));
}

/** The reverse of {@link permissionClassOf}: the rights of all who share the class. */
export function viewerOfClass(permissionClass: string): Viewer {
  return JSON.parse(permissionClass) as Viewer;
}
