import { isAtTheDesk, namesOf } from '../shared/access/roles.ts';
import { SignOutButton } from '../shared/access/SignOutButton.tsx';
import type { Viewer } from '../shared/access/viewer.ts';
import { Both } from '../shared/Both.tsx';

export function SignedIn({ person, onSignedOut }: { person: Viewer; onSignedOut: () => void }) {
  return (
    <section className="card">
      <h2>
        <Both zh="已登录" en="Signed in" />
      </h2>
      <div>
        <p className="person">{person.name}</p>
        <p className="hint">
          <Both {...namesOf(person.roles)} />
        </p>
      </div>
      <a className="action" href="/">
        <Both zh="前往看板" en="To the board" />
      </a>
      {isAtTheDesk(person) && (
        <a className="other" href="/screens">
          <Both zh="管理大屏" en="Look after the wall screens" />
        </a>
      )}
      <a className="other" href="/graphiql">
        <Both zh="查询与办理" en="Ask and act in GraphiQL" />
      </a>
      <SignOutButton onSignedOut={onSignedOut} />
    </section>
  );
}
