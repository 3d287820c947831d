/** `/unit/XZ05` → `XZ05`; empty where there is none, or none that can be read. */
export function codeOf(pathname: string): string {
  try {
    return decodeURIComponent(/^\/unit\/([^/]+)$/.exec(pathname)?.[1] ?? '');
  } catch {
    return '';
  }
}

/** The month of `?month=2026-10`; undefined leaves it to the page: the newest published. */
export function monthOf(search: string): string | undefined {
  const month = new URLSearchParams(search).get('month') ?? '';
  return /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined;
}

/** The same address with another month, everything else as it is: `?theme=light` → `?theme=light&month=2026-10`. */
export function searchWithMonth(search: string, month: string): string {
  const asked = new URLSearchParams(search);
  asked.set('month', month);
  return `?${asked}`;
}
