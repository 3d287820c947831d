import { namesOf } from '../shared/access/roles.ts';
import { SignOutButton } from '../shared/access/SignOutButton.tsx';
import type { Viewer } from '../shared/access/viewer.ts';
import { Both } from '../shared/Both.tsx';

/** Why whoever came sees no list, and where they can go. */
export function NotForYou({ viewer }: { viewer: Viewer }) {
  const { zh, en } = namesOf(viewer.roles);
  const nobody = viewer.kind === 'NOBODY';
  return (
    <section className="card" role="status">
      <h2>{nobody ? <Both zh="请先登录" en="Please sign in" /> : <Both zh={`您的身份是${zh}，不管理大屏`} en={`As ${en} you do not look after them`} />}</h2>
      <p>
        <Both zh="大屏由政法委书记、机关干部和系统管理员管理。" en="Secretary and staff of the committee, and administrators, look after the wall screens." />
      </p>
      {nobody ? (
        <a className="action" href="/signin?to=/screens">
          <Both zh="登录" en="Sign in" />
        </a>
      ) : (
        <a className="action" href="/">
          <Both zh="前往看板" en="To the board" />
        </a>
      )}
      {nobody && (
        <a className="other" href="/pair">
          <Both zh="这是大屏？去配对" en="Is this a wall screen? Pair it" />
        </a>
      )}
      {viewer.kind === 'PERSON' && !viewer.isDemo && <SignOutButton onSignedOut={() => location.assign('/signin?to=/screens')} />}
    </section>
  );
}
