export { Access } from './access.ts';
export { type DemoSignIn, isLoopback } from './demoSignIn.ts';
export { firstAdministratorFragment } from './firstAdministrator.ts';
export { type Credential, type Identity, NO_VISIT, personBehind, type SessionCookie, type Visit } from './identity.ts';
export { accountOfClaimed, type Leaving, Oidc, type OidcSettings } from './oidc.ts';
export { accessResolvers } from './resolvers.ts';
export { openSession } from './sessions.ts';
