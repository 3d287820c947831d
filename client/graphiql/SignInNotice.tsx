import { useViewer } from '../shared/access/viewer.ts';

/** Offers whoever is nobody the way in; nothing to anybody else. */
export function SignInNotice() {
  const viewer = useViewer('opened');
  return viewer?.kind === 'NOBODY' ? (
    <p className="notice" role="status">
      您尚未登录。<span lang="en">You are not signed in.</span> <a href="/signin?to=/graphiql">登录 Sign in</a>
    </p>
  ) : null;
}
