import { ALL_ROLES, COMMITTEE, each, everybody, freely, policy, Role } from './policy.ts';

const { ADMINISTRATOR, SCREEN, PUBLIC } = Role;

/** People and programs with an account of their own. Which sessions are one's own is looked at where they are read. */
const SIGNED_IN = ALL_ROLES.filter((role) => role !== SCREEN && role !== PUBLIC);
/** Who may let a screen in. */
const AT_THE_DESK = [...COMMITTEE, ADMINISTRATOR];

/** Whoever comes may say who they are. Accounts, tokens and screens are the administrator's; a screen is let in by a person at the desk. */
export const identityPolicy = policy({
  shapes: {
    CurrentViewer: ['kind', 'name', 'roles', 'unit', 'officer', 'expiresAt', 'isDemo'],
    Account: ['id', 'name', 'displayName', 'roles', 'unit', 'officer', 'createdAt', 'disabledAt', 'lockedUntil'],
    Session: ['id', 'account', 'createdAt', 'renewedAt', 'expiresAt', 'userAgent'],
    ApiToken: ['id', 'name', 'roles', 'createdBy', 'createdAt', 'expiresAt', 'revokedAt', 'lastUsedAt'],
    Screen: ['id', 'name', 'pairedBy', 'pairedAt', 'revokedAt', 'lastSeenAt', 'lastCursor'],
    ViewerPayload: ['viewer', 'problems'],
    AccountPayload: ['account', 'problems'],
    SessionPayload: ['session', 'problems'],
    ApiTokenPayload: ['token', 'secret', 'problems'],
    ScreenPairingPayload: ['code', 'secret', 'expiresAt', 'problems'],
    ConfirmedPairingPayload: ['name', 'problems'],
    ScreenPayload: ['screen', 'problems'],
  },
  queries: { viewer: everybody, accounts: [ADMINISTRATOR], sessions: SIGNED_IN, apiTokens: [ADMINISTRATOR], screens: [ADMINISTRATOR] },
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
