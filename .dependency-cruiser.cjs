/** The layout of docs/architecture.md as rules. `electron/boundaries.test.ts` feeds each one a bad import. */
const only = (from, ...to) => ({
  name: `${from.replaceAll('/', '-')}-imports-only-${to.map((t) => t.replaceAll('/', '-')).join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^(shared|electron|renderer|e2e|bench|resources)/',
    pathNot: [`^${from}/`, ...to.map((t) => `^${t}/`)],
  },
})

const engineFolder = (folder, ...forbidden) => ({
  name: `engine-${folder}-stays-below-${forbidden.join('-')}`,
  severity: 'error',
  from: { path: `^electron/engine/${folder}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^electron/engine/(${forbidden.join('|')})/` },
})

module.exports = {
  forbidden: [
    only('shared'),
    only('electron/engine', 'shared', 'resources'),
    only('electron/transports', 'shared'),
    only('electron/hosts', 'shared', 'electron/engine', 'electron/transports'),
    only('electron/main', 'shared', 'electron/transports'),
    only('electron/preload', 'shared'),
    only('renderer', 'shared', 'electron/transports'),
    {
      name: 'shared-uses-zod-only',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'], pathNot: '^node_modules/zod/' },
    },
    {
      name: 'electron-module-only-in-main-and-preload',
      severity: 'error',
      from: { pathNot: '^electron/(main|preload)/' },
      to: { path: '^(node_modules/)?electron(/|$)', dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'unknown'] },
    },
    {
      name: 'renderer-uses-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-egress-opens-sockets',
      severity: 'error',
      from: { path: '^electron/engine/', pathNot: '^electron/engine/egress/|\\.test(-support)?\\.ts$' },
      to: { path: '^(node:)?(net|tls|http|https|http2|dgram|dns)(/|$)|^(node_modules/)?(undici|ws)(/|$)' },
    },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'renderer-ui-and-lib-know-no-feature',
      severity: 'error',
      from: { path: '^renderer/(ui|lib)/' },
      to: { path: '^renderer/(features|app)/' },
    },
    {
      name: 'features-do-not-import-the-shell',
      severity: 'error',
      from: { path: '^renderer/features/' },
      to: { path: '^renderer/app/' },
    },
    engineFolder('db', 'import', 'resolve', 'score', 'analyse', 'sample'),
    engineFolder('sql', 'db', 'import', 'resolve', 'score', 'analyse', 'sample'),
    engineFolder('import', 'resolve', 'score', 'analyse', 'sample'),
    engineFolder('resolve', 'score', 'analyse', 'sample'),
    engineFolder('score', 'analyse', 'sample'),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Packages may lie behind a link: they are judged by where they are imported from.
    preserveSymlinks: true,
    exclude: { path: '(^|/)(out|dist|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
}
