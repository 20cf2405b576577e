import { defineConfig } from 'vitest/config'

/** Tests that change the process they run in (globals, environment, clock); every other file shares its process, which saves reading the product anew for each. */
const alone = [
  'electron/sockets.test.ts',
  'electron/engine/egress/no-socket.test.ts',
  'electron/engine/score/default-as-of.test.ts',
  'electron/hosts/cli-cancel.test.ts',
  'electron/hosts/cli.test.ts',
  'e2e/electron-stand-in/electron.test.ts',
]
const all = '{shared,electron,renderer,e2e,bench}/**/*.test.{ts,tsx}'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'shared process', include: [all], exclude: [...alone, 'node_modules/**'], isolate: false, sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: 'own process', include: alone, sequence: { groupOrder: 1 } } },
    ],
  },
})
