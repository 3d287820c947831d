import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Six pages, `/`, `/unit/…`, `/signin`, `/pair`, `/screens` and `/graphiql`, that ask nothing of any other origin: fonts and workers are bundled. */
export default defineConfig({
  root: here('.'),
  plugins: [react()],
  build: {
    outDir: here('../.build/client'),
    emptyOutDir: true,
    target: 'es2022',
    // Every font is a file of its own: as data in the style sheet it would be loaded whether needed or not.
    assetsInlineLimit: 0,
    // GraphiQL's editor is one large chunk, loaded on its page only.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      input: {
        board: here('index.html'),
        unit: here('unit/index.html'),
        signin: here('signin/index.html'),
        pair: here('pair/index.html'),
        screens: here('screens/index.html'),
        graphiql: here('graphiql/index.html'),
      },
      // GraphiQL marks modules for a compiler that we do not run.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
    },
  },
  worker: { format: 'es' },
});
