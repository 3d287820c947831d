import { ALL_ROLES, COMMITTEE, each, everybody, freely, policy, Role } from './policy.ts';

const { ADMINISTRATOR, SCREEN, PUBLIC } = Role;

/** People and programs with an account of their own. Which sessions are one's own is looked at where they are read. */
const SIGNED_IN = ALL_ROLES.filter((role) => role !== SCREEN && role !== PUBLIC);

/** Who lets screens in and looks after them. */
const AT_THE_DESK = [...COMMITTEE, ADMINISTRATOR];

/** Whoever comes may say who they are. Accounts and tokens are the administrator's; screens are let in, looked after and put out by whoever is at the desk. */
export const identityPolicy = policy({
  shapes: {
    CurrentViewer: ['kind', 'name', 'roles', 'unit', 'officer', 'expiresAt', 'isDemo'],
    Account: ['id', 'name', 'displayName', 'roles', 'unit', 'officer', 'createdAt', 'disabledAt', 'lockedUntil'],
    Session: ['id', 'account', 'createdAt', 'renewedAt', 'expiresAt', 'userAgent'],
    ApiToken: ['id', 'name', 'roles', 'createdBy', 'createdAt', 'expiresAt', 'revokedAt', 'lastUsedAt'],
    Screen: ['id', 'name', 'pairedBy', 'pairedAt', 'revokedAt', 'lastSeenAt', 'lastCursor', 'state', 'laggingSince'],
    ViewerPayload: ['viewer', 'problems'],
    AccountPayload: ['account', 'problems'],
    SessionPayload: ['session', 'problems'],
    ApiTokenPayload: ['token', 'secret', 'problems'],
    ScreenPairingPayload: ['code', 'secret', 'expiresAt', 'problems'],
    ConfirmedPairingPayload: ['name', 'problems'],
    ScreenPayload: ['screen', 'problems'],
  },
  // Of others: what the asker is told of themselves, `viewer`, is nobody's secret to them.
  personal: {
    Account: ['name', 'displayName', 'roles', 'unit', 'officer', 'createdAt', 'disabledAt', 'lockedUntil'],
    Session: ['account', 'createdAt', 'renewedAt', 'expiresAt', 'userAgent'],
    ApiToken: ['createdBy'],
    Screen: ['pairedBy'],
  },
  queries: { viewer: everybody, accounts: [ADMINISTRATOR], sessions: SIGNED_IN, apiTokens: [ADMINISTRATOR], screens: AT_THE_DESK },
  verbs: {
    signIn: everybody,
    signOut: everybody,
    createFirstAdministrator: everybody,
    demoTryRole: everybody,
    createAccount: { ADMINISTRATOR: freely },
    assignRoles: { ADMINISTRATOR: freely },
    disableAccount: { ADMINISTRATOR: freely },
    setPassword: { ADMINISTRATOR: freely },
    changePassword: each(SIGNED_IN, freely),
    revokeSession: each(SIGNED_IN, freely),
    createApiToken: { ADMINISTRATOR: freely },
    revokeApiToken: { ADMINISTRATOR: freely },
    beginScreenPairing: everybody,
    confirmScreenPairing: each(AT_THE_DESK, freely),
    claimScreen: everybody,
    revokeScreen: each(AT_THE_DESK, freely),
    reportDisplayed: { SCREEN: freely },
  },
});
