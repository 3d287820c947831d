import { useEffect, useId, useRef, useState } from 'react';
import { Both } from '../shared/Both.tsx';
import { Refusals } from '../shared/forms/Refusals.tsx';
import { attempt, type Refusal } from '../shared/server.ts';
import { RevokeScreenDocument } from './operations.ts';
import type { Screen } from './useScreens.ts';

interface RevokeDialogProps {
  screen: Screen;
  onClose: () => void;
  onRevoked: () => void;
}

/** Asks before a screen is put out: it cannot be let in again but by pairing. */
export function RevokeDialog({ screen: { id, name }, onClose, onRevoked }: RevokeDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  useEffect(() => dialog.current?.showModal(), []);
  const revoke = async () => {
    setBusy(true);
    const found = await attempt(RevokeScreenDocument, { screen: id });
    setBusy(false);
    setRefusals(found);
    if (found.length) return;
    dialog.current?.close();
    onRevoked();
  };
  return (
    <dialog ref={dialog} className="card" aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading}>
        <Both zh={`撤销“${name}”？`} en={`Revoke "${name}"?`} />
      </h2>
      <p>
        <Both zh="它随即不再更新，要再显示看板须重新配对。" en="It stops at once, and shows the board again only when it is paired anew." />
      </p>
      <Refusals refusals={refusals} />
      <div className="choices">
        {/* First, so that Enter does no harm. */}
        <button type="button" className="action quiet" onClick={() => dialog.current?.close()}>
          <Both zh="不撤销" en="Keep it" />
        </button>
        <button type="button" className="action grave" disabled={busy} onClick={revoke}>
          <Both zh="撤销" en="Revoke" />
        </button>
      </div>
    </dialog>
  );
}
