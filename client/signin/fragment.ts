import type { Refusal } from '../shared/server.ts';

/** What whoever sent the browser here wrote after `#`. */
export interface Fragment {
  /** The secret of the first administrator's link. */
  first?: string;
  /** What went wrong at the provider. */
  problem?: Refusal;
}

const PROBLEMS: Record<string, Refusal> = {
  NO_ACCOUNT: { message: '统一认证通过了，但这里没有您的账号，请联系管理员', messageEn: 'The provider knows you, but you have no account here; ask an administrator' },
  NOT_SIGNED_IN_THERE: { message: '统一认证没有完成，请再试一次', messageEn: 'Signing in at the provider did not work; try again' },
};

const OTHER: Refusal = { message: '登录没有完成，请再试一次', messageEn: 'Signing in did not work; try again' };

/** Reads the fragment and takes it out of the address: a secret must not stay in the bar, in the history or in a bookmark. */
export function takeFragment(): Fragment {
  const told = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  const first = told.get('first');
  const problem = told.get('problem');
  return { ...(first ? { first } : {}), ...(problem ? { problem: PROBLEMS[problem] ?? OTHER } : {}) };
}
