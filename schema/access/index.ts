export { Account } from './Account.ts';
export { ApiToken } from './ApiToken.ts';
export { FirstAdministratorLink } from './FirstAdministratorLink.ts';
export { Role } from './Role.ts';
export { Screen, ScreenPairing, ScreenState, ScreenWarning } from './Screen.ts';
export { Session } from './Session.ts';
export { CurrentViewer, ViewerKind } from './Viewer.ts';
