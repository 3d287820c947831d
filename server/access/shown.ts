import { type Account, type ApiToken, type CurrentViewer, type Screen, type Session, ViewerKind } from '../../schema/access/index.ts';
import { globalId } from '../../schema/Node.ts';
import type { ScreenStanding } from './screenStandings.ts';
import type { Viewer } from './viewer.ts';

/** The kinds of viewers as GraphQL names them. */
export const VIEWER_KINDS: Readonly<Record<Viewer['kind'], ViewerKind>> = {
  person: ViewerKind.PERSON,
  program: ViewerKind.PROGRAM,
  screen: ViewerKind.SCREEN,
  nobody: ViewerKind.NOBODY,
};

/** Who asks, as GraphQL shows it: units and officers by their keys, which the read engine goes on from. */
export function shownViewer({ kind, name, roles, unit, officer, expiresAt, isDemo }: Viewer): CurrentViewer {
  return {
    kind: VIEWER_KINDS[kind],
    name: name ?? null,
    roles,
    unit: unit ?? null,
    officer: officer ?? null,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    isDemo: isDemo ?? false,
  };
}

/** Only what has a field: no hash leaves here. */
export function shownAccount({ id, name, displayName, roles, unit, officer, createdAt, disabledAt, lockedUntil }: Account) {
  return {
    id: globalId('Account', id),
    name,
    displayName,
    roles,
    unit: unit?.id ?? null,
    officer: officer?.id ?? null,
    createdAt,
    disabledAt,
    lockedUntil: lockedUntil && lockedUntil.getTime() > Date.now() ? lockedUntil : null,
  };
}

export function shownSession({ id, account, createdAt, renewedAt, expiresAt, userAgent }: Session) {
  return { id: globalId('Session', id), account: shownAccount(account), createdAt, renewedAt, expiresAt, userAgent };
}

export function shownToken({ id, name, roles, createdBy, createdAt, expiresAt, revokedAt, lastUsedAt }: ApiToken) {
  return { id: globalId('ApiToken', id), name, roles, createdBy: shownAccount(createdBy), createdAt, expiresAt, revokedAt, lastUsedAt };
}

export function shownScreen({ id, name, pairedBy, pairedAt, revokedAt, lastSeenAt, lastCursor }: Screen, { state, laggingSince }: Pick<ScreenStanding, 'state' | 'laggingSince'>) {
  return { id: globalId('Screen', id), name, pairedBy: shownAccount(pairedBy), pairedAt, revokedAt, lastSeenAt, lastCursor, state, laggingSince };
}
