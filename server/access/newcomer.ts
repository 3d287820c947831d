import { type DemoSignIn, namesThisMachine } from './demoSignIn.ts';
import { NOBODY, Role, type Viewer } from './viewer.ts';

/** Who tries the sample city: the committee's staff, until they try another role. */
export const DEMO_VIEWER: Viewer = { kind: 'person', name: '演示 Demo', roles: [Role.STAFF], isDemo: true };

/** Who somebody is that has shown nothing. */
export function newcomer(demo: DemoSignIn, host: string | undefined): Viewer {
  return demo === 'anywhere' || (demo === 'loopback' && namesThisMachine(host)) ? DEMO_VIEWER : NOBODY;
}
