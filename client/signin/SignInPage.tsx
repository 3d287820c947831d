import { useEffect, useState } from 'react';
import { personSignedIn } from './access.ts';
import { Both } from './Both.tsx';
import { FirstAdministratorForm } from './FirstAdministratorForm.tsx';
import type { Fragment } from './fragment.ts';
import { SignedIn } from './SignedIn.tsx';
import { SignInForm } from './SignInForm.tsx';

/** The way in, and out. */
export function SignInPage({ fragment }: { fragment: Fragment }) {
  /** Null until the server has said; undefined where it is nobody. */
  const [person, setPerson] = useState<Awaited<ReturnType<typeof personSignedIn>> | null>(null);
  useEffect(() => {
    void personSignedIn().then(setPerson);
  }, []);
  return (
    <main aria-busy={person === null}>
      <h1>
        <Both zh="督办" en="Duban" />
      </h1>
      {person && <SignedIn name={person.name ?? ''} onSignedOut={() => setPerson(undefined)} />}
      {person === undefined && (fragment.first ? <FirstAdministratorForm secret={fragment.first} /> : <SignInForm {...(fragment.problem ? { problem: fragment.problem } : {})} />)}
    </main>
  );
}
