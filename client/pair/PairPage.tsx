import { useEffect, useState } from 'react';
import { systemClock } from '../live/index.ts';
import { DemoBar } from '../shared/access/DemoBar.tsx';
import { SignOutButton } from '../shared/access/SignOutButton.tsx';
import { type Viewer, whoIsIt } from '../shared/access/viewer.ts';
import { Both } from '../shared/Both.tsx';
import { Countdown } from './Countdown.tsx';
import { keptInTab, pairingServer } from './device.ts';
import { Pairing, type PairingView } from './pairing.ts';

/** How long a device that is a screen already says so (milliseconds). */
const ON_TO_THE_BOARD_AFTER = 15_000;

/** What a device shows that wants to be a wall screen: a code, and what to do with it. */
export function PairPage() {
  /** Null until the server has said; undefined where it cannot be asked. */
  const [viewer, setViewer] = useState<Viewer | null | undefined>(null);
  useEffect(() => {
    whoIsIt().then(setViewer, () => setViewer(undefined));
  }, []);
  return (
    <>
      <DemoBar viewer={viewer ?? null} />
      <main>
        <h1>
          <Both zh="配对此大屏" en="Pair this screen" />
        </h1>
        {viewer?.kind === 'SCREEN' ? <Paired screen={viewer} /> : viewer !== null && <Waiting isPerson={viewer?.kind === 'PERSON'} />}
      </main>
    </>
  );
}

function Waiting({ isPerson }: { isPerson: boolean }) {
  const view = usePairing();
  return (
    <>
      <p className="code" role="status" aria-label="配对码 Pairing code">
        {view.phase === 'showing' ? view.begun.code : '····-····'}
      </p>
      <p className="state" role="status">
        {view.trouble ? (
          <Both zh={view.trouble.message} en={view.trouble.messageEn} />
        ) : view.phase === 'showing' ? (
          <Both zh="等待工作人员确认" en="Waiting for somebody to confirm it" />
        ) : (
          <Both zh="正在取得配对码" en="Getting a code" />
        )}
      </p>
      {view.phase === 'showing' && <Countdown expiresAt={view.begun.expiresAt} />}
      <ol>
        <li>
          <Both zh="工作人员在办公电脑上打开" en="On a desk computer, somebody of the committee opens" />
          <strong>{location.host}/screens</strong>
        </li>
        <li>
          <Both zh="输入上面的配对码，写明大屏在何处" en="They type the code above, and where this screen hangs" />
        </li>
        <li>
          <Both zh="几秒后这里出现看板" en="A few seconds later the board is here" />
        </li>
      </ol>
      {isPerson && (
        <p className="note">
          <Both zh="配对后，此浏览器即为大屏，不再是您的登录。" en="Once paired, this browser is a wall screen, and no longer you." />
        </p>
      )}
      <nav>
        <a className="other" href="/">
          <Both zh="看板" en="Board" />
        </a>
        <a className="other" href="/signin">
          <Both zh="不是大屏，去登录" en="Not a wall screen? Sign in" />
        </a>
      </nav>
    </>
  );
}

/** Pairs from when it is shown until it has led to the board. */
function usePairing() {
  const [view, setView] = useState<Exclude<PairingView, { phase: 'paired' }>>({ phase: 'beginning' });
  useEffect(() => {
    const pairing = new Pairing(pairingServer, keptInTab(), systemClock, (shown) => {
      if (shown.phase === 'paired') location.replace('/');
      else setView(shown);
    });
    const again = () => pairing.start();
    pairing.start();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      pairing.stop();
    };
  }, []);
  return view;
}

/** A wall that begins here whenever it is switched on goes on by itself; whoever stands before it has a moment to unpair it. */
function Paired({ screen: { name } }: { screen: Viewer }) {
  useEffect(() => {
    const timer = setTimeout(() => location.replace('/'), ON_TO_THE_BOARD_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <p className="state">
        <Both zh={`此设备已配对为“${name}”，稍后显示看板`} en={`This device is paired as "${name}"; the board comes in a moment`} />
      </p>
      <div className="ways">
        <a className="action" href="/">
          <Both zh="前往看板" en="To the board" />
        </a>
        <SignOutButton words={{ zh: '解除配对', en: 'Unpair it' }} onSignedOut={() => location.reload()} />
      </div>
      <p className="note">
        <Both zh="解除后请在大屏管理页撤销它。" en="Revoke it on the screens page, too." />
      </p>
    </>
  );
}
