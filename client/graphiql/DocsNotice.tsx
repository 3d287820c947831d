import { useGraphiQL } from '@graphiql/react';
import { whyNoDocs } from './fetcher.ts';

/** Says above the editors why the server shows no schema docs; nothing where it does. */
export function DocsNotice() {
  const why = whyNoDocs(useGraphiQL(({ fetchError }) => fetchError));
  return why ? (
    <p className="notice docs-notice" role="status">
      {why}
    </p>
  ) : null;
}
