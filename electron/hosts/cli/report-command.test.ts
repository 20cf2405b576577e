import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls, type Output } from '../../../shared/contract.ts'
import { type Named, analysisFigures } from '../../engine/report/figures.ts'
import { payloads, writeFunnel } from '../../engine/report/report.test-support.ts'
import { htmlFigures, htmlText } from '../../engine/report/read-report.test-support.ts'
import { pdfText, spaced, workbookCells, zipTexts } from '../../engine/report/read-file.test-support.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>
let figures: readonly Named[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-report-'))
  cli = testTerminal(folder)
  await writeFunnel(folder, payloads)
  await cli('new', 'acme', '--organisation', `Acme ${payloads[0]} & "Söhne"`)
  await cli('import', 'acme', 'accounts.csv', 'events.csv')
  const { out } = await cli('analyse', 'acme', '--as-of', '2026-06-01', '--json')
  figures = analysisFigures(calls['analyse.run'].output.parse(JSON.parse(out)))
})
afterAll(() => rm(folder, { recursive: true }))

async function report(...words: string[]): Promise<Output<'report.write'>> {
  const { code, out, err } = await cli('report', 'acme', '--as-of', '2026-06-01', '--json', ...words)
  expect(code, err).toBe(0)
  return calls['report.write'].output.parse(JSON.parse(out))
}
const read = (name: string) => readFile(join(folder, name), 'utf8')

test('every figure of the page is that of analyse, to the digit, and is printed alike wherever it stands', async () => {
  const { figures: told } = await report('--out', 'a.html')
  const found = htmlFigures(await read('a.html'))
  expect(figures.length).toBeGreaterThan(80)
  for (const [name, value] of figures) {
    expect(told.find((figure) => figure.name === name)?.value, name).toBe(value)
    if (value !== null) expect(found.get(name)?.value, name).toBe(value)
  }
  for (const { name, value, text } of told) if (value !== null) expect(found.get(name)?.text, name).toBe(text)
})

/** Figures of a chart of slides with the ends of the error bars around them. */
function chartPoints(xml: string): Record<'value' | 'low' | 'high', number>[] {
  const pointsIn = (part: string | undefined) => new Map([...(part ?? '').matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/g)].map(([, index, value]) => [index, Number(value)]))
  return [...xml.matchAll(/<c:ser>[^]*?<\/c:ser>/g)].flatMap(([series]) => {
    const [plus, minus, values] = ['plus', 'minus', 'val'].map((tag) => pointsIn(new RegExp(`<c:${tag}>[^]*?</c:${tag}>`).exec(series)?.[0]))
    return [...(values ?? [])].map(([index, value]) => ({ value, low: value - (minus?.get(index) ?? Number.NaN), high: value + (plus?.get(index) ?? Number.NaN) }))
  })
}

/** Names of figures that a section shows, and so every format has to. */
const shown = /^(stage\.\w+\.(accounts|active|coverage|lift|intensity|High|Medium|Low)|hidden\.|highAtBottom|excluded|unresolvedPeople|thresholds)/

test('PDF, PPTX and XLSX hold the same figures: printed alike in words, and as numbers to the digit', async () => {
  const { figures: told } = await report('--out', 'f.pdf', '--out', 'f.pptx', '--out', 'f.xlsx')
  const pdf = await pdfText(join(folder, 'f.pdf'))
  const pptx = await zipTexts(join(folder, 'f.pptx'))
  const slides = spaced([...pptx].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).map(([, xml]) => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text = '']) => text.replaceAll('&lt;', '<')).join(' ')).join(' '))
  const charts = [...pptx].filter(([name]) => name.startsWith('ppt/charts/chart')).flatMap(([, xml]) => chartPoints(xml))
  const sheets = await workbookCells(join(folder, 'f.xlsx'))
  const all = [...sheets.values()].find((rows) => rows.some(([name]) => name === 'hidden.share')) ?? []
  const numbers = new Map(all.map(([name, value]) => [name, value]))
  const tables = [...(await zipTexts(join(folder, 'f.xlsx')))].filter(([name]) => name.startsWith('xl/tables/'))
  expect(tables).toHaveLength(sheets.size - 1)
  expect(new Set(tables.map(([, xml]) => / name="(\w+)"/.exec(xml)?.[1])).size).toBe(tables.length)
  for (const rows of [...sheets.values()].slice(1)) expect(new Set(rows[0]?.map((header) => String(header).toLowerCase())).size).toBe(rows[0]?.length)
  let compared = 0
  for (const [name, value] of figures) {
    const text = spaced(told.find((figure) => figure.name === name)?.text ?? 'missing')
    expect(pdf, `${name} in PDF`).toContain(`${name}${text}`)
    expect(numbers.get(name), `${name} in XLSX`).toBe(value ?? '–')
    if (shown.test(name) && !name.includes('.mix.')) expect(slides, `${name} in PPTX`).toContain(text)
    if (/^stage\.\w+\.(coverage|lift|intensity|mix\.\w+)(\.low|\.high)?$/.test(name) && value !== null && !/mix.*(low|high)$/.test(name)) {
      const [of = 'value'] = /(?<=\.)(low|high)$/.exec(name) ?? []
      expect(charts.some((point) => Math.abs(point[of as 'value' | 'low' | 'high'] - value) < 1e-12), `${name} in a chart`).toBe(true) // the expression allows no other
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(25)
  const [answer = ''] = /Customer accounts are [^<]*/.exec(htmlText((await cli('report', 'acme', '--as-of', '2026-06-01', '--out', 'f.html')).code === 0 ? await read('f.html') : '')) ?? []
  const sentence = spaced(answer.split('.  ')[0] ?? '').slice(0, 80)
  expect(sentence.length).toBe(80)
  for (const text of [pdf, slides, spaced(JSON.stringify([...sheets.values()]))]) expect(text).toContain(sentence)
})

test('the same inputs make the same bytes', async () => {
  await report('--out', 'one.html', '--out', 'two.html')
  await report('--out', 'three.html')
  const bytes = await Promise.all(['one.html', 'two.html', 'three.html'].map(read))
  expect(new Set(bytes).size).toBe(1)
})

test('own words name figures; a number of their own or an unknown name is refused', async () => {
  const withText = async (text: string) => {
    await writeFile(join(folder, 'words.txt'), text)
    return cli('report', 'acme', '--as-of', '2026-06-01', '--out', 'w.html', '--text', 'words.txt', '--json')
  }
  const { out } = await withText('Of these {hidden.share} are missing.')
  const share = calls['report.write'].output.parse(JSON.parse(out)).figures.find(({ name }) => name === 'hidden.share')
  expect(htmlText(await read('w.html'))).toContain(`Of these ${share?.text ?? ''} are missing.`)
  expect(await withText('Of these {hidden.shares} are missing.')).toMatchObject({ code: 2, err: expect.stringMatching(/names \{hidden\.shares\}.*Near it: .*\{hidden\./) as string })
  expect(await withText('Nearly 90 % are missing.')).toMatchObject({ code: 2, err: expect.stringContaining('says 90') as string })
  expect((await withText('Nearly ٩٠ % are missing.')).code).toBe(2)
})

test('in German: numbers and words of the language, the same figures', async () => {
  const { figures: told } = await report('--out', 'd.html', '--language', 'de', '--accent', '#aa3300')
  const html = await read('d.html')
  expect(html).toContain('<html lang="de">')
  expect(htmlText(html)).toMatch(/Accounts der Stufe Customer zeigen \d,\d\d-mal so oft/)
  expect(told.find(({ name }) => name === 'hidden.share')?.text).toMatch(/^\d+,\d\s%$/)
  expect(html).toContain('#aa3300')
})

test('redacted: no name of a company or a person in the file; pseudonymised: companies but no person', async () => {
  const { personal, rows } = await report('--out', 'r.html', '--redacted')
  const redacted = htmlText(await read('r.html'))
  expect({ personal, rows }).toEqual({ personal: {}, rows: 0 })
  expect(redacted).not.toMatch(/Acme|Account no|hidden\.example|dev\d+@|account\d+\.example/)
  for (const payload of payloads) expect(redacted).not.toContain(payload)
  expect(await cli('report', 'acme', '--redacted', '--title', `All of Acme ${payloads[0]} & "Söhne"`, '--out', 'r.html')).toMatchObject({ code: 2, err: expect.stringContaining('names nobody') as string })
  await report('--out', 'p1.html', '--pseudonymised', '--list-rows', '1000')
  const pseudonymised = htmlText(await read('p1.html'))
  expect(pseudonymised).toContain('Account no 52')
  expect(pseudonymised).not.toMatch(/dev\d+@/)
  expect(pseudonymised).toMatch(/login-[0-9a-f]{12}/)
  expect((await report('--out', 'full.html')).personal).toMatchObject({ login: expect.any(Number) as number, email: expect.any(Number) as number })
})

test('only chosen sections; the log tells of the file; a wrong name is no half file', async () => {
  await report('--out', 's.html', '--sections', 'findings,lists', '--audience', 'marketing')
  expect([...(await read('s.html')).matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['findings', 'lists'])
  const log = calls['exports.list'].output.parse(JSON.parse((await cli('exports', 'acme', '--json')).out))
  expect(log.exports[0]).toMatchObject({ kind: 'report', format: 'html', audience: 'marketing', path: join(folder, 's.html'), pseudonymised: false })
  expect((await cli('report', 'acme', '--out', 'x.html', '--sections', 'finding')).code).toBe(2)
  expect((await cli('report', 'acme', '--out', 'x.docx')).code).toBe(2)
  expect((await cli('report', 'acme', '--out', 'fine.html', '--out', 'nowhere/x.html')).code).toBe(1)
  expect((await readdir(folder)).filter((name) => /^(x|fine)\./.test(name))).toEqual([])
})

test('a template keeps settings; what is given beside it goes before', async () => {
  await report('--out', 't1.html', '--language', 'de', '--accent', '#aa3300', '--sections', 'findings', '--save-template', 'House')
  await report('--out', 't2.html', '--template', 'House', '--accent', '#00aa33')
  expect(await read('t2.html')).toBe((await read('t1.html')).replaceAll('#aa3300', '#00aa33').replace(/sha256-[^&]*/, /sha256-[^&]*/.exec(await read('t2.html'))?.[0] ?? ''))
  expect(await cli('report', 'acme', '--out', 't3.html', '--template', 'Home')).toMatchObject({ code: 2, err: expect.stringContaining('There are: House') as string })
})

test('a report for sales names nobody of the user database, in no format; one for analysis does', async () => {
  await writeFile(join(folder, 'contacts.csv'), 'record_id,full name,email,job title,company\nc1,Dora Dev,dev61@account61.example,Software Engineer,x\nc2,Vera Vice,dev62@account62.example,VP Engineering,y\n')
  expect((await cli('import', 'acme', 'contacts.csv', '--as', 'contacts')).code).toBe(0)
  const names = ['html', 'pdf', 'pptx', 'xlsx'].map((format) => `sales.${format}`)
  const { withheld } = await report('--audience', 'sales', '--list-rows', '1000', ...names.flatMap((name) => ['--out', name]))
  expect(withheld).toBeGreaterThan(0)
  const texts = [
    await read('sales.html'), await pdfText(join(folder, 'sales.pdf')), ...(await Promise.all(['sales.pptx', 'sales.xlsx'].map(async (name) => [...(await zipTexts(join(folder, name))).values()].join('')))),
  ]
  for (const text of texts) {
    expect(text).not.toContain('dev61@account61.example')
    expect(text).toContain('dev62@account62.example')
  }
  await report('--list-rows', '1000', '--out', 'all.html')
  expect(await read('all.html')).toContain('dev61@account61.example')
})
