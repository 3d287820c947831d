import { useTranslation } from 'react-i18next';
import type { UnitView } from './useUnit.ts';

type Why = Extract<UnitView, { phase: 'refused' }>['why'];

/** Why there is nothing to show, in both languages: whoever was sent this address may read either. */
export function Refused({ why, code }: { why: Why; code: string }) {
  const { i18n } = useTranslation();
  const zh = i18n.getFixedT('zh');
  const en = i18n.getFixedT('en');
  return (
    <main className="refused" data-why={why}>
      <div role="alert">
        <p lang="zh-CN">{zh(`unit.refused.${why}`, { code })}</p>
        <p lang="en">{en(`unit.refused.${why}`, { code })}</p>
      </div>
      <p className="ways">
        <a className="plain" href="/">
          <span lang="zh-CN">{zh('unit.toBoard')}</span> <span lang="en">{en('unit.toBoard')}</span>
        </a>
        {why !== 'unreachable' && (
          <a className="plain" href="/signin">
            <span lang="zh-CN">{zh('unit.signIn')}</span> <span lang="en">{en('unit.signIn')}</span>
          </a>
        )}
      </p>
    </main>
  );
}
