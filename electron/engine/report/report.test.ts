import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls, type Input, type Output } from '../../../shared/contract.ts'
import { type ReportFormat, reportFormats, type ReportVariant } from '../../../shared/contract-report.ts'
import { writeSetting } from '../db/settings.ts'
import { handOverHandlers } from '../hand-over/handlers.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { reportHandlers } from './handlers.ts'
import { pdfText, spaced, workbookCells, zipTexts } from './read-file.test-support.ts'
import { htmlTags, htmlText, unescaped } from './read-report.test-support.ts'
import { funnel, payloads } from './report.test-support.ts'

const organisation = `Acme ${payloads[0]} & "Söhne"`
const signal = new AbortController().signal
let session: TestSession

beforeAll(async () => {
  session = await testSession()
  await writeSetting(session.opened.writer, 'organisation', organisation)
  const { accounts, events } = funnel(payloads)
  await session.imported('accounts.csv', accounts, { format: 'accounts' })
  await session.imported('events.csv', events, { format: 'events' })
})
afterAll(() => session.dispose())

const write = (more: Partial<Input<'report.write'>> & Pick<Input<'report.write'>, 'files'>, stop = signal): Promise<Output<'report.write'>> =>
  Promise.resolve(reportHandlers(session)['report.write'](calls['report.write'].input.parse({ asOf: '2026-06-01', listRows: 1000, ...more }), stop)).then((made) => calls['report.write'].output.parse(made))

const pathOf = (name: string, format: ReportFormat) => join(session.folder, `${name}.${format}`)
const filesOf = (name: string) => reportFormats.map((format) => ({ format, path: pathOf(name, format) }))

/** Everything a reader can see or search for in a file, without spaces. */
async function textOf(path: string, format: ReportFormat): Promise<string> {
  if (format === 'html') return spaced(htmlText(await readFile(path, 'utf8')))
  if (format === 'pdf') return pdfText(path)
  const parts = [...(await zipTexts(path))].filter(([part]) => /\.(xml|rels)$/.test(part)).map(([, xml]) => unescaped(xml.replace(/<[^>]*>/g, '').replaceAll('&#039;', "'")))
  return spaced(parts.join(' '))
}
const textsOf = async (name: string) => Object.fromEntries(await Promise.all(filesOf(name).map(async ({ format, path }) => [format, await textOf(path, format)] as const))) as Record<ReportFormat, string> // one for each format

describe('a report whose every name is markup, title and own words too', () => {
  let texts: Record<ReportFormat, string>
  const own = payloads.filter((payload) => !/[\d{}]/.test(payload))
  beforeAll(async () => {
    await write({ files: filesOf('full'), title: payloads.slice(0, 4).join(' '), text: own.map((payload) => `Said ${payload}`).join('\n\n') })
    texts = await textsOf('full')
  })

  test.each(reportFormats)('%s shows it as it is: as names of accounts, of people and of the organisation, as title and as own words', (format) => {
    expect(texts[format]).toContain(spaced(organisation))
    const text = texts[format].toLowerCase()
    expect(text).toContain(spaced(payloads.slice(0, 4).join('')).toLowerCase())
    for (const payload of payloads.map((each) => spaced(each).toLowerCase())) {
      expect(text, payload).toContain(`coder-${payload}`)
      expect(text.replaceAll(`coder-${payload}`, '').replaceAll(`said${payload}`, ''), payload).toContain(payload)
    }
    for (const payload of own) expect(text).toContain(`said${spaced(payload).toLowerCase()}`)
  })

  test('the page has no tag but its own, and no attribute that runs or fetches', async () => {
    const html = await readFile(pathOf('full', 'html'), 'utf8')
    const { tags, attributes } = htmlTags(html)
    const ours = ['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'header', 'h1', 'h2', 'p', 'nav', 'ol', 'li', 'a', 'section', 'ul', 'data', 'figure', 'figcaption', 'strong', 'svg', 'line', 'text', 'rect', 'circle', 'polyline', 'div', 'table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tr', 'th', 'td', 'dl', 'dt', 'dd']
    expect(tags.filter((tag) => !ours.includes(tag))).toEqual([])
    for (const [name, value] of attributes) {
      expect(name).not.toMatch(/^on|^style$/)
      if (['href', 'src', 'action', 'data', 'xlink:href'].includes(name)) expect(value).toMatch(/^#/)
    }
    expect(html).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-`)
  })

  test('the PDF runs and opens nothing', async () => {
    expect((await readFile(pathOf('full', 'pdf'))).toString('latin1')).not.toMatch(/\/(URI|JavaScript|JS|Launch|SubmitForm|GoToR|EmbeddedFile|OpenAction)\b/)
  })

  test.each(['pptx', 'xlsx'] as const)('%s points to nothing outside, and holds no formula', async (format) => {
    for (const [part, text] of await zipTexts(pathOf('full', format))) {
      if (part.endsWith('.rels')) expect(text, part).not.toMatch(/TargetMode="External"|Target="(https?:|\/\/|file:)/)
      if (/\.(xml|rels)$/.test(part)) expect(text, part).not.toMatch(/<(script|iframe|img|svg|a:hlinkClick|x|math|form|object|link|base|meta)[\s>/]|<b>|<f>|<!DOCTYPE|<!ENTITY/)
    }
    if (format === 'xlsx') for (const rows of (await workbookCells(pathOf('full', 'xlsx'))).values()) for (const cell of rows.flat()) if (typeof cell === 'string') expect(cell).not.toMatch(/^[=+@\t-](?!\d|$)/)
  })
})

const stories: readonly { variant: ReportVariant; hidden: readonly string[]; shown: readonly RegExp[] }[] = [
  { variant: 'redacted', hidden: ['Acme', 'Söhne', 'Accountno', 'hidden.example', 'account61', '@account', 'dev61', 'login-', 'coder-', ...payloads.map(spaced)], shown: [/71|Lead/] },
  { variant: 'pseudonymised', hidden: ['dev61', 'dev52', '@account', 'coder-'], shown: [/Accountno52/, /login-[0-9a-f]{12}/] },
]

test.each(stories)('$variant: in all four formats nothing tells who somebody is', async ({ variant, hidden, shown }) => {
  const { personal } = await write({ files: filesOf(variant), variant })
  if (variant === 'redacted') expect(personal).toEqual({})
  const texts = await textsOf(variant)
  for (const format of reportFormats) {
    expect(hidden.filter((name) => texts[format].includes(name)), format).toEqual([])
    for (const pattern of shown) expect(texts[format], format).toMatch(pattern)
  }
})

test('in German reasons and caveats are German too, with the numbers and days of the language, in every format', async () => {
  await write({ files: filesOf('german'), language: 'de', sections: ['data', 'lists'] })
  const texts = await textsOf('german')
  for (const format of reportFormats) {
    expect(texts[format], format).toMatch(/KeinAccountimCRM;Band(Hoch|Mittel)mit\d+,\dPunktenaus1Ereignisvon1Person\(Produkt\),zuletztam30\.Mai2026\./)
    expect(texts[format], format).toMatch(/Nr\.1desAccounts:\d+,\dseiner\d+,\dPunkteaus/)
    expect(texts[format], format).not.toMatch(/points|events?\(|thelaston|NoaccountintheCRM/)
  }
})

test('given up while it is written, a report leaves nothing: no file, no draft, no fonts, no line in the log', async () => {
  const fonts = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('bandstand-fonts-'))
  const before = { fonts: await fonts(), total: (await handOverHandlers(session)['exports.list']({ limit: 1 }, signal)).total }
  for (const label of ['Writing PDF', 'Writing XLSX']) {
    const stop = new AbortController()
    const report = session.report.bind(session)
    session.report = (state) => {
      report(state)
      if (state.label === label) stop.abort()
    }
    await expect(write({ files: filesOf('stopped') }, stop.signal), label).rejects.toThrow()
    session.report = report
    expect(session.progress.at(-1)).toMatchObject({ jobId: 'report', state: 'cancelled' })
  }
  expect((await readdir(session.folder)).filter((name) => name.startsWith('stopped'))).toEqual([])
  expect(await readdir(session.opened.scratch)).toEqual([])
  expect({ fonts: await fonts(), total: (await handOverHandlers(session)['exports.list']({ limit: 1 }, signal)).total }).toEqual(before)
})
