export type Theme = 'dark' | 'light';

const KEY = 'duban.theme';

/** The theme of `?theme=`; undefined where the address leaves it to the last visit. */
export function themeOf(search: string): Theme | undefined {
  const asked = new URLSearchParams(search).get('theme');
  return isTheme(asked) ? asked : undefined;
}

/** The colours asked for, else those of the last visit, else dark: a wall is looked at all day. */
export function openTheme(asked: Theme | undefined): Theme {
  const theme = asked ?? remembered() ?? 'dark';
  apply(theme);
  return theme;
}

/** Shows the page in `theme`, now and the next time. */
export function chooseTheme(theme: Theme): void {
  apply(theme);
  // The address would contradict the choice on the next reload.
  const url = new URL(location.href);
  if (url.searchParams.has('theme')) {
    url.searchParams.set('theme', theme);
    history.replaceState(history.state, '', url);
  }
  // A kiosk may forbid storage: then the choice holds until the page is left.
  try {
    localStorage.setItem(KEY, theme);
  } catch {}
}

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

function remembered(): Theme | undefined {
  try {
    const theme = localStorage.getItem(KEY);
    return isTheme(theme) ? theme : undefined;
  } catch {
    return undefined;
  }
}

function isTheme(text: string | null): text is Theme {
  return text === 'dark' || text === 'light';
}
