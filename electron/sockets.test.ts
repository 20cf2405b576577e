import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ensureBuilt } from './hosts/build.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const root = join(import.meta.dirname, '..')

const socketModules = /^(node:)?(net|tls|http|https|http2|dgram|dns|dns\/promises|inspector|inspector\/promises|cluster)$|^(undici|ws|axios|got|node-fetch|cross-fetch)(\/|$)/
const reaching = new Set(['fetch', 'WebSocket', 'WebSocketStream', 'EventSource', 'XMLHttpRequest', 'sendBeacon'])
/** Ways to a module or to code that a reader of imports would miss. */
const hiding = new Set(['eval', 'createRequire', 'getBuiltinModule', 'binding', '_linkedBinding', 'Function'])

/** What in a file could open a socket: imported modules, uses of globals, and ways round the imports. */
function waysOut(path: string, text: string): string[] {
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const isType = ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      if (!isType && socketModules.test(node.moduleSpecifier.text)) found.add(node.moduleSpecifier.text)
      if (node.moduleSpecifier.text === 'electron' && ts.isImportDeclaration(node) && /\bnet\b|\bClientRequest\b/.test(node.importClause?.getText() ?? '')) found.add('electron net')
    }
    if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require'))) {
      const [name] = node.arguments
      if (!name || !ts.isStringLiteralLike(name)) found.add('import of what is not written out')
      else if (socketModules.test(name.text)) found.add(name.text)
    }
    if (ts.isIdentifier(node) && !isOwnName(node)) {
      if (reaching.has(node.text)) found.add(node.text)
      if (hiding.has(node.text) && (node.text !== 'Function' || isCalled(node))) found.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return [...found].sort()
}

const isCalled = ({ parent }: ts.Identifier): boolean => ts.isCallExpression(parent) || ts.isNewExpression(parent)

/** A key, a member of an object other than the global ones, or a type: nothing that reaches a global. */
function isOwnName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return !/^(globalThis|window|self|process|navigator)$/.test(parent.expression.getText())
  return ts.isPropertyAssignment(parent) && parent.name === node || ts.isTypeNode(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isPropertyDeclaration(parent)
}

async function scan(folder: string, isMeant: (path: string) => boolean): Promise<Record<string, string[]>> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')).filter(isMeant).sort()
  const found = await Promise.all(paths.map(async (path) => [path, waysOut(path, await readFile(join(root, path), 'utf8'))] as const))
  expect(found.length, folder).toBeGreaterThan(0)
  return Object.fromEntries(found.filter(([, ways]) => ways.length > 0))
}

const isSource = (path: string) => path.endsWith('.ts') && !/\.test(-support)?\.ts$/.test(path)

test.each([
  ['import { connect } from "node:tls"', ['node:tls']], ['export * from "http2"', ['http2']], ['const net = await import("net")', ['net']], ['require("dgram")', ['dgram']], ['import(name)', ['import of what is not written out']],
  ['fetch("https://example.com")', ['fetch']], ['globalThis.fetch("x")', ['fetch']], ['const send = fetch', ['fetch']], ['new WebSocket("ws://x")', ['WebSocket']], ['eval("1")', ['eval']], ['new Function("return 1")()', ['Function']],
  ['process.getBuiltinModule("net")', ['getBuiltinModule']], ['createRequire(here)("net")', ['createRequire']], ['import { net } from "electron"', ['electron net']],
  ['client.fetch(); const options = { fetch: door }; import type { Socket } from "node:net"', []],
])('the scan sees through %s', (text, expected) => {
  expect(waysOut('some.ts', text)).toEqual(expected)
})

test('in the sources only egress reaches out, and only the loopback host listens', async () => {
  expect({ ...(await scan('electron', isSource)), ...(await scan('shared', isSource)) }).toEqual({
    'electron/engine/egress/addresses.ts': ['node:dns', 'node:net'],
    'electron/engine/egress/wire.ts': ['node:http', 'node:https', 'node:net'],
    // Before the app starts: is Electron's own binary to be had?
    'electron/hosts/electron-binary.ts': ['createRequire', 'fetch'],
    'electron/hosts/web.ts': ['node:http'],
    'electron/hosts/web/sockets.ts': ['node:http', 'ws'],
  })
})

describe('in the built app', () => {
  beforeAll(() => ensureBuilt(root))

  test('only the chunk of egress reaches out', async () => {
    const isScript = (path: string) => /\.c?js$/.test(path)
    expect({ ...(await scan('out/main', isScript)), ...(await scan('out/preload', isScript)) }).toEqual({ 'out/main/chunks/egress.js': ['node:dns', 'node:http', 'node:https', 'node:net'] })
    expect(await readFile(join(root, 'out/main/chunks/egress.js'), 'utf8')).not.toMatch(/electron\/engine\/(?!egress\/)|electron\/hosts\/|node_modules/)
  })

  test('the engine’s packages are those that were looked at', async () => {
    const chunks = (await readdir(join(root, 'out/main/chunks'))).filter((name) => name.endsWith('.js')).map((name) => `chunks/${name}`)
    const texts = await Promise.all(['utility.js', ...chunks].map((name) => readFile(join(root, 'out/main', name), 'utf8')))
    const imported = texts.flatMap((text) => ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName))
    const packages = [...new Set(imported.filter((name) => !/^(node:|\.)/.test(name)))].sort()
    // Of these openai and Octokit could send by themselves: the one is given the door as its fetch, of the other only the wording of requests is used. pdfmake and pptxgenjs could fetch pictures: they get theirs as bytes, and pdfmake is refused every address.
    expect(packages).toEqual(['@duckdb/node-api', '@octokit/core', 'apache-arrow', 'fflate', 'openai', 'p-queue', 'pdfmake', 'pdfmake/build/fonts/Roboto.js', 'pptxgenjs', 'tldts', 'write-excel-file/node', 'write-excel-file/utility', 'yauzl', 'zod'])
  })
})
