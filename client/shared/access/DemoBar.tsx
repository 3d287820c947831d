import { type KeyboardEvent, useRef, useState } from 'react';
import type { Role } from '../../generated/graphql.ts';
import { Both } from '../Both.tsx';
import { attempt, type Refusal } from '../server.ts';
import './demo.css';
import { TryRoleDocument } from './operations.ts';
import { namesOf, ROLE_NAMES } from './roles.ts';
import type { Viewer } from './viewer.ts';

const PAGES = [
  { href: '/', words: { zh: '看板', en: 'Board' } },
  { href: '/screens', words: { zh: '大屏', en: 'Screens' } },
  { href: '/graphiql', words: { zh: '查询', en: 'GraphiQL' } },
];

/** Marks the sample city as such, and lets whoever tries it be somebody else. Nothing where it is somebody's own. */
export function DemoBar({ viewer }: { viewer: Viewer | null }) {
  const offer = useRef<HTMLDetailsElement>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  if (!viewer?.isDemo) return null;

  const become = async (role: Role) => {
    const [refused] = await attempt(TryRoleDocument, { role });
    // From the beginning: nothing of what another role was shown stays on the page.
    if (refused) setRefusal(refused);
    else location.reload();
  };
  const close = () => offer.current?.removeAttribute('open');
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return;
    close();
    offer.current?.querySelector('summary')?.focus();
  };
  return (
    <aside className="demo" aria-label="演示 Demo">
      <strong>
        <Both zh="演示" en="Demo" />
      </strong>
      <details ref={offer} onKeyDown={onKeyDown} onBlur={({ currentTarget, relatedTarget }) => relatedTarget && !currentTarget.contains(relatedTarget) && close()}>
        <summary>
          身份：
          <Both {...namesOf(viewer.roles)} />
        </summary>
        <ul>
          {(Object.keys(ROLE_NAMES) as Role[]).map((role) => (
            <li key={role}>
              <button type="button" aria-current={viewer.roles.includes(role)} onClick={() => become(role)}>
                <Both {...ROLE_NAMES[role]} />
              </button>
            </li>
          ))}
        </ul>
      </details>
      <nav aria-label="页面 Pages">
        {PAGES.map(({ href, words }) => (
          <a key={href} href={href} aria-current={location.pathname === href ? 'page' : undefined}>
            <Both {...words} />
          </a>
        ))}
      </nav>
      <p role="alert">{refusal && <Both zh={refusal.message} en={refusal.messageEn} />}</p>
    </aside>
  );
}
