import { useEffect, useState } from 'react';
import { DemoBar } from '../shared/access/DemoBar.tsx';
import { type Viewer, whoIsIt } from '../shared/access/viewer.ts';
import { Both } from '../shared/Both.tsx';
import { FirstAdministratorForm } from './FirstAdministratorForm.tsx';
import type { Fragment } from './fragment.ts';
import { SignedIn } from './SignedIn.tsx';
import { SignInForm } from './SignInForm.tsx';

/** The way in, and out. */
export function SignInPage({ fragment }: { fragment: Fragment }) {
  /** Null until the server has said; undefined where it is nobody, or cannot be asked. */
  const [viewer, setViewer] = useState<Viewer | null | undefined>(null);
  useEffect(() => {
    whoIsIt().then(setViewer, () => setViewer(undefined));
  }, []);
  // The demo's is nobody in particular, who may want to be themselves; so may whoever stands before a wall screen.
  const person = viewer?.kind === 'PERSON' && !viewer.isDemo ? viewer : undefined;
  return (
    <>
      <DemoBar viewer={viewer ?? null} />
      <main className="narrow" aria-busy={viewer === null}>
        <h1>
          <Both zh="督办" en="Duban" />
        </h1>
        {person && <SignedIn person={person} onSignedOut={() => setViewer(undefined)} />}
        {viewer !== null &&
          !person &&
          (fragment.first ? <FirstAdministratorForm secret={fragment.first} /> : <SignInForm {...(fragment.problem ? { problem: fragment.problem } : {})} />)}
      </main>
    </>
  );
}
