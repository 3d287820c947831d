import { useEffect, useState } from 'react';
import type { WhoFragment } from '../../generated/graphql.ts';
import { ask } from '../server.ts';
import { WhoDocument } from './operations.ts';

/** Who sits, or hangs, before this page, as the server sees it. */
export type Viewer = WhoFragment;

export async function whoIsIt(): Promise<Viewer> {
  return (await ask(WhoDocument, {})).viewer;
}

/** Who it is: asked when the page is opened and whenever `reason` is another, never while it is undefined. Null until the server has said. */
export function useViewer(reason: unknown): Viewer | null {
  const [viewer, setViewer] = useState<Viewer | null>(null);
  useEffect(() => {
    if (reason === undefined) return;
    let wanted = true;
    // Who cannot be asked is still who they were; whatever broke is said elsewhere.
    whoIsIt().then(
      (found) => wanted && setViewer(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [reason]);
  return viewer;
}
