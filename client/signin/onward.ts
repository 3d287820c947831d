/** Our own pages that send people here to sign in. Whatever else an address says leads nowhere else. */
const PAGES = ['/screens', '/graphiql'];

/** Where whoever has signed in goes on: to the page of `?to=` that sent them, else to the board. */
export function onward(): string {
  const to = new URL(location.href).searchParams.get('to');
  return PAGES.find((page) => page === to) ?? '/';
}
