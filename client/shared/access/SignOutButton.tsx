import { useState } from 'react';
import { Both, type Words } from '../Both.tsx';
import { Refusals } from '../forms/Refusals.tsx';
import { attempt, type Refusal } from '../server.ts';
import { SignOutDocument } from './operations.ts';

/** Lets whoever it is be nobody again. */
export function SignOutButton({ words = { zh: '退出', en: 'Sign out' }, onSignedOut }: { words?: Words; onSignedOut: () => void }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const signOut = async () => {
    const found = await attempt(SignOutDocument, {});
    if (found.length) setRefusals(found);
    else onSignedOut();
  };
  return (
    <>
      <Refusals refusals={refusals} />
      <button type="button" className="action quiet" onClick={signOut}>
        <Both {...words} />
      </button>
    </>
  );
}
