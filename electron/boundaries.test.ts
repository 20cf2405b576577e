import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'

const root = join(import.meta.dirname, '..')
const folders = ['shared', 'electron', 'renderer', 'e2e', 'bench']

const findings = z.object({
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
    totalCruised: z.number(),
  }),
})

/** What `npm run boundaries` finds in a tree. */
function cruise(cwd: string) {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (stdout === '') throw new Error(stderr)
  return findings.parse(JSON.parse(stdout)).summary
}

interface BadImport {
  rule: string
  /** The file that imports, and what. */
  from: string
  to: string
  typeOnly?: boolean
}

const bad = (rule: string, from: string, to: string): BadImport => ({ rule, from, to })

/** At least one import that each rule must refuse; targets that are paths are made with the tree. */
const badImports: BadImport[] = [
  bad('shared-imports-only-itself', 'shared/a.ts', 'electron/engine/engine.ts'),
  bad('shared-imports-only-itself', 'shared/b.ts', 'renderer/lib/route.ts'),
  bad('shared-uses-zod-only', 'shared/c.ts', 'react'),
  bad('shared-uses-zod-only', 'shared/d.ts', 'node:fs'),
  bad('shared-uses-zod-only', 'shared/e.ts', 'zod-impostor'),
  bad('electron-engine-imports-only-shared-resources', 'electron/engine/a.ts', 'electron/hosts/web.ts'),
  bad('electron-engine-imports-only-shared-resources', 'electron/engine/b.ts', 'electron/transports/serve.ts'),
  bad('electron-engine-imports-only-shared-resources', 'electron/engine/c.ts', 'renderer/lib/route.ts'),
  { ...bad('electron-engine-imports-only-shared-resources', 'electron/engine/d.ts', 'electron/main/window.ts'), typeOnly: true },
  bad('electron-transports-imports-only-shared', 'electron/transports/a.ts', 'electron/engine/engine.ts'),
  bad('electron-hosts-imports-only-shared-electron-engine-electron-transports', 'electron/hosts/a.ts', 'electron/main/window.ts'),
  bad('electron-hosts-imports-only-shared-electron-engine-electron-transports', 'electron/hosts/b.ts', 'renderer/lib/route.ts'),
  bad('electron-main-imports-only-shared-electron-transports', 'electron/main/a.ts', 'electron/engine/engine.ts'),
  bad('electron-main-imports-only-shared-electron-transports', 'electron/main/b.ts', 'electron/hosts/web.ts'),
  bad('electron-preload-imports-only-shared', 'electron/preload/a.ts', 'electron/main/window.ts'),
  bad('electron-preload-imports-only-shared', 'electron/preload/b.ts', 'electron/transports/serve.ts'),
  bad('renderer-imports-only-shared-electron-transports', 'renderer/lib/a.ts', 'electron/engine/engine.ts'),
  { ...bad('renderer-imports-only-shared-electron-transports', 'renderer/lib/b.ts', 'electron/engine/engine.ts'), typeOnly: true },
  bad('renderer-imports-only-shared-electron-transports', 'renderer/lib/c.ts', 'e2e/support.ts'),
  bad('electron-module-only-in-main-and-preload', 'electron/engine/e.ts', 'electron'),
  bad('electron-module-only-in-main-and-preload', 'electron/hosts/c.ts', 'electron/main'),
  bad('electron-module-only-in-main-and-preload', 'electron/engine/f.ts', 'electron/common'),
  { ...bad('electron-module-only-in-main-and-preload', 'renderer/lib/d.ts', 'electron/renderer'), typeOnly: true },
  bad('electron-module-only-in-main-and-preload', 'shared/f.ts', 'electron'),
  bad('renderer-uses-no-node', 'renderer/lib/e.ts', 'node:fs'),
  bad('renderer-uses-no-node', 'renderer/lib/f.ts', 'path'),
  ...['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'node:net', 'node:tls', 'node:http', 'node:https', 'node:http2', 'node:dgram', 'node:dns', 'node:dns/promises', 'undici', 'ws'].map((module, index) =>
    bad('only-egress-opens-sockets', `electron/engine/import/socket-${index}.ts`, module),
  ),
  bad('features-do-not-import-each-other', 'renderer/features/import/a.ts', 'renderer/features/explore/page.ts'),
  bad('renderer-ui-and-lib-know-no-feature', 'renderer/ui/a.ts', 'renderer/features/explore/page.ts'),
  bad('renderer-ui-and-lib-know-no-feature', 'renderer/lib/g.ts', 'renderer/app/app.ts'),
  bad('features-do-not-import-the-shell', 'renderer/features/import/b.ts', 'renderer/app/app.ts'),
  ...['import', 'resolve', 'score', 'analyse', 'sample'].map((above) => bad('engine-db-stays-below-import-resolve-score-analyse-sample', `electron/engine/db/${above}.ts`, `electron/engine/${above}/x.ts`)),
  ...['db', 'import', 'resolve', 'score', 'analyse', 'sample'].map((above) => bad('engine-sql-stays-below-db-import-resolve-score-analyse-sample', `electron/engine/sql/${above}.ts`, `electron/engine/${above}/x.ts`)),
  ...['resolve', 'score', 'analyse', 'sample'].map((above) => bad('engine-import-stays-below-resolve-score-analyse-sample', `electron/engine/import/${above}.ts`, `electron/engine/${above}/x.ts`)),
  ...['score', 'analyse', 'sample'].map((above) => bad('engine-resolve-stays-below-score-analyse-sample', `electron/engine/resolve/${above}.ts`, `electron/engine/${above}/x.ts`)),
  ...['analyse', 'sample'].map((above) => bad('engine-score-stays-below-analyse-sample', `electron/engine/score/${above}.ts`, `electron/engine/${above}/x.ts`)),
  bad('no-cycles', 'bench/cycle-a.ts', 'bench/cycle-b.ts'),
]

/** Imports of the same kinds that are right, so that a rule which refuses everything is noticed. */
const goodImports: [from: string, to: string][] = [
  ['shared/good.ts', 'zod'],
  ['electron/engine/good.ts', 'shared/model.ts'],
  ['electron/engine/good-fs.ts', 'node:fs'],
  ['electron/engine/egress/good.ts', 'node:https'],
  ['electron/transports/good.ts', 'shared/model.ts'],
  ['electron/hosts/good.ts', 'electron/engine/engine.ts'],
  ['electron/main/good.ts', 'electron'],
  ['electron/preload/good.ts', 'electron'],
  ['renderer/lib/good.ts', 'electron/transports/serve.ts'],
  ['renderer/app/good.ts', 'renderer/features/explore/page.ts'],
  ['renderer/features/explore/good.ts', 'renderer/ui/button.ts'],
  ['electron/engine/analyse/good.ts', 'electron/engine/score/x.ts'],
  ['e2e/good.ts', 'electron/hosts/web.ts'],
]

const targets = [
  'shared/model.ts', 'electron/engine/engine.ts', 'electron/hosts/web.ts', 'electron/transports/serve.ts', 'electron/main/window.ts', 'renderer/lib/route.ts', 'renderer/ui/button.ts',
  'renderer/features/explore/page.ts', 'renderer/app/app.ts', 'e2e/support.ts', 'bench/run.ts', ...['db', 'import', 'resolve', 'score', 'analyse', 'sample'].map((folder) => `electron/engine/${folder}/x.ts`),
]

const isFile = (target: string) => target.endsWith('.ts')
const up = (from: string) => '../'.repeat(dirname(from).split('/').length)
const specifier = (from: string, to: string) => (isFile(to) ? `${up(from)}${to}` : to)

let tree: string
let found: ReturnType<typeof cruise>['violations']

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'bandstand-boundaries-'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  cpSync(join(root, '.dependency-cruiser.cjs'), join(tree, '.dependency-cruiser.cjs'))
  write('tsconfig.base.json', JSON.stringify({ compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', allowImportingTsExtensions: true, noEmit: true } }))
  const packages = ['zod', 'zod-impostor', 'react', 'electron', 'undici', 'ws']
  write('package.json', JSON.stringify({ name: 'tree', dependencies: Object.fromEntries(packages.map((name) => [name, '1.0.0'])) }))
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = {}')
  }
  for (const target of targets) write(target, 'export const value = 1\nexport type Value = number\n')
  for (const { from, to, typeOnly } of badImports) {
    write(from, `import ${typeOnly ? 'type ' : ''}* as imported from '${specifier(from, to)}'\nexport const used: typeof imported | null = null\n`)
  }
  write('bench/cycle-b.ts', `export * from './cycle-a.ts'\n`)
  for (const [from, to] of goodImports) write(from, `export * from '${specifier(from, to)}'\n`)
  found = cruise(tree).violations
}, 120_000)

afterAll(() => rmSync(tree, { recursive: true, force: true }))

test.each(badImports)('$rule refuses $to in $from', ({ rule, from }) => {
  expect(found.filter((violation) => violation.from === from).map((violation) => violation.rule.name)).toContain(rule)
})

test.each(goodImports)('%s may import %s', (from) => {
  expect(found.filter((violation) => violation.from === from)).toEqual([])
})

test('every rule is tried', () => {
  // The configuration is CommonJS without types; only the names are read.
  const configuration = z.object({ forbidden: z.array(z.object({ name: z.string() })) }).parse(createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')))
  const rules = configuration.forbidden.map(({ name }) => name)
  expect(new Set(rules)).toEqual(new Set(badImports.map(({ rule }) => rule)))
})

test('the real tree keeps to all of them', () => {
  const { violations, totalCruised } = cruise(root)
  expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  expect(totalCruised).toBeGreaterThan(100)
}, 120_000)
