/** How often the server is asked whether it has a newer page (milliseconds). */
const EVERY = 5 * 60_000;

/** Where a page finds out whether it is still what the server gives out, and what it does then. */
export interface PageLife {
  /** The page as the server gives it out now. */
  fetchPage(): Promise<string>;
  /** The paths of the scripts and styles it was loaded with: each carries a hash of its content. */
  assets: readonly string[];
  /** Whether nobody would mind just now: nothing plays and nobody touches it. */
  quiet(): boolean;
  reload(): void;
}

/** Loads the page anew at a quiet moment once the server gives out another. Returns how to end it. */
export function watchForNewVersion({ fetchPage, assets, quiet, reload }: PageLife, every = EVERY): () => void {
  const timer = setInterval(async () => {
    try {
      const page = await fetchPage();
      // What is no page of ours at all (a proxy's excuse, an error) is no reason to leave a picture that is good.
      if (page.includes('id="root"') && !assets.every((asset) => page.includes(asset)) && quiet()) reload();
    } catch {
      // The connection line says that the server is gone.
    }
  }, every);
  return () => clearInterval(timer);
}
