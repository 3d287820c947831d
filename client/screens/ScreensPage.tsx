import { useState } from 'react';
import { DemoBar } from '../shared/access/DemoBar.tsx';
import { useViewer } from '../shared/access/viewer.ts';
import { Both } from '../shared/Both.tsx';
import { ConfirmForm } from './ConfirmForm.tsx';
import { NotForYou } from './NotForYou.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { ScreenList } from './ScreenList.tsx';
import { type Screen, useScreens } from './useScreens.ts';

/** Where whoever is at the desk lets wall screens in, looks after them, and puts them out. */
export function ScreensPage() {
  const { view, refused, stale, refresh } = useScreens();
  const viewer = useViewer(refused ?? 'opened');
  const [revoking, setRevoking] = useState<Screen>();
  return (
    <>
      <DemoBar viewer={viewer} />
      <main className={refused ? 'narrow' : 'wide'} aria-busy={!view && !refused}>
        <h1>
          <Both zh="大屏" en="Wall screens" />
        </h1>
        {refused && viewer && <NotForYou viewer={viewer} />}
        {!refused && (view || stale) && (
          <>
            <ConfirmForm onConfirmed={refresh} />
            <ScreenList view={view} stale={stale} onRevoke={setRevoking} />
            <nav>
              <a className="other" href="/">
                <Both zh="看板" en="Board" />
              </a>
              <a className="other" href="/signin">
                <Both zh="我的登录" en="My sign-in" />
              </a>
            </nav>
          </>
        )}
        {revoking && <RevokeDialog screen={revoking} onClose={() => setRevoking(undefined)} onRevoked={refresh} />}
      </main>
    </>
  );
}
