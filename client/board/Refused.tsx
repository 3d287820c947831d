import { namesOf } from '../shared/access/roles.ts';
import { SignOutButton } from '../shared/access/SignOutButton.tsx';
import type { Viewer } from '../shared/access/viewer.ts';
import { Both, type Words } from '../shared/Both.tsx';

interface RefusedProps {
  viewer: Viewer;
  /** Whom it was shown to before; null where it was shown to nobody yet. */
  seenBy: Viewer | null;
  /** When the picture behind it was right (epoch milliseconds); null where there is none. */
  asOf: number | null;
}

/** Why the board does not go on, and what to do about it: in both languages, for whoever may stand before it. */
export function Refused({ viewer, seenBy, asOf }: RefusedProps) {
  const { title, more } = whyNot(viewer, seenBy);
  return (
    <section className="refused" role="status">
      <h2>
        <Both {...title} />
      </h2>
      <p>
        <Both {...more} />
      </p>
      {asOf !== null && (
        <p className="refused-as-of">
          <Both zh={`画面停在 ${dated('zh-CN', asOf)}`} en={`The picture is of ${dated('en-GB', asOf)}`} />
        </p>
      )}
      <div className="ways">{viewer.kind === 'NOBODY' ? <WaysIn screenFirst={seenBy?.kind === 'SCREEN'} /> : <WaysOn viewer={viewer} />}</div>
    </section>
  );
}

function whyNot({ kind, roles }: Viewer, seenBy: Viewer | null): { title: Words; more: Words } {
  if (kind !== 'NOBODY') {
    const { zh, en } = namesOf(roles);
    return {
      title: { zh: `您的身份是${zh}，不显示看板`, en: `As ${en} you are shown no board` },
      more: { zh: '看板供政法委、单位联络员和已配对的大屏使用。', en: 'It is for the committee, reporters of units, and paired wall screens.' },
    };
  }
  if (seenBy?.kind === 'SCREEN')
    return {
      title: { zh: '此大屏的配对已撤销', en: 'This screen is no longer paired' },
      more: { zh: '重新配对后画面即接着更新。', en: 'Pair it again and the picture goes on.' },
    };
  if (seenBy?.kind === 'PERSON')
    return { title: { zh: '您的登录已结束', en: 'You are no longer signed in' }, more: { zh: '重新登录后画面即接着更新。', en: 'Sign in again and the picture goes on.' } };
  return {
    title: { zh: '看板须登录或配对后显示', en: 'The board is shown to those who sign in, and to paired screens' },
    more: { zh: '工作人员请登录；墙上的大屏请配对，由工作人员确认一次即可。', en: 'Staff sign in. A wall screen is paired once, and confirmed by somebody at the desk.' },
  };
}

function WaysIn({ screenFirst }: { screenFirst: boolean }) {
  return (
    <>
      <a className={screenFirst ? 'action quiet' : 'action'} href="/signin">
        <Both zh="登录" en="Sign in" />
      </a>
      <a className={screenFirst ? 'action' : 'action quiet'} href="/pair">
        <Both zh="配对此大屏" en="Pair this screen" />
      </a>
    </>
  );
}

function WaysOn({ viewer: { roles, isDemo } }: { viewer: Viewer }) {
  return (
    <>
      {roles.includes('ADMINISTRATOR') && (
        <a className="action" href="/screens">
          <Both zh="管理大屏" en="Look after the wall screens" />
        </a>
      )}
      <a className="action quiet" href="/graphiql">
        <Both zh="查询与办理" en="Ask and act in GraphiQL" />
      </a>
      {/* The demo's bar leads on to other roles; there is nobody to sign out. */}
      {!isDemo && <SignOutButton onSignedOut={() => location.assign('/signin')} />}
    </>
  );
}

function dated(locale: string, moment: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23', timeZone: 'Asia/Shanghai' }).format(moment);
}
