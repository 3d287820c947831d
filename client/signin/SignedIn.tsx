import { useState } from 'react';
import { attempt, type Refusal } from './access.ts';
import { Both } from './Both.tsx';
import { SignOutDocument } from './operations.ts';
import { Refusals } from './Refusals.tsx';

export function SignedIn({ name, onSignedOut }: { name: string; onSignedOut: () => void }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const signOut = async () => {
    const found = await attempt(SignOutDocument, {});
    if (found.length) setRefusals(found);
    else onSignedOut();
  };
  return (
    <section>
      <h2>
        <Both zh="已登录" en="Signed in" />
      </h2>
      <p className="person">{name}</p>
      <Refusals refusals={refusals} />
      <a className="onward" href="/">
        <Both zh="前往看板" en="To the board" />
      </a>
      <a className="other" href="/graphiql">
        <Both zh="查询与办理" en="Ask and act in GraphiQL" />
      </a>
      <button type="button" className="quiet" onClick={signOut}>
        <Both zh="退出" en="Sign out" />
      </button>
    </section>
  );
}
