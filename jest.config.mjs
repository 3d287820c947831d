/** Tests run as the native modules they are, on real PostgreSQL (test/testkit/cluster.mjs). */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  globalSetup: '<rootDir>/test/testkit/startCluster.mjs',
  globalTeardown: '<rootDir>/test/testkit/stopCluster.mjs',
  // Only a hang should meet it, on a busy machine too: no test is about time.
  testTimeout: 120_000,
  maxWorkers: 2,
  // Native modules of a finished file are never let go of: two hundred files fill a process, and slow it down long before.
  workerIdleMemoryLimit: '1GB',
};
