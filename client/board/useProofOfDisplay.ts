import { useEffect, useState } from 'react';
import { attempt } from '../shared/server.ts';
import { ReportDisplayedDocument } from './operations.ts';
import { ProofOfDisplay } from './proofOfDisplay.ts';

/** Has a paired screen say up to where it has shown the board; undefined where there is nothing to be said. */
export function useProofOfDisplay(cursor: string | undefined): void {
  // A report that fails is followed by another, and what keeps it from arriving is seen on the wall.
  const [proof] = useState(() => new ProofOfDisplay((drawn) => void attempt(ReportDisplayedDocument, { cursor: drawn })));
  useEffect(() => {
    if (cursor === undefined) return proof.stop();
    // An effect runs once React has written the page; a frame, once the browser draws it. Behind other windows it does not.
    const frame = requestAnimationFrame(() => proof.drawn(cursor));
    return () => cancelAnimationFrame(frame);
  }, [proof, cursor]);
  useEffect(() => () => proof.stop(), [proof]);
}
