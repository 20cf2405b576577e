import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { readFile } from 'node:fs/promises'
import readExcelFile from 'read-excel-file/node'
import yauzl from 'yauzl'

/** Words of a PDF, page by page, as another program extracts them; spaces of all kinds are one. */
export async function pdfText(path: string): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 }).promise
  const pages: string[] = []
  for (let page = 1; page <= document.numPages; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  await document.destroy()
  return spaced(pages.join(' '))
}

/** Spaces fall away, so that a line break inside a figure or a word does not hide it. */
export const spaced = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, '')

/** Files of a ZIP as text, by their names. */
export function zipTexts(path: string): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const texts = new Map<string, string>()
    yauzl.open(path, { lazyEntries: true }, (failed, zip) => {
      if (failed) {
        reject(failed)
        return
      }
      zip.on('error', reject).on('end', () => {
        resolve(texts)
      }).on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) {
            reject(broken)
            return
          }
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
            texts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}

/** Cells of every sheet, as they are. */
export async function workbookCells(path: string): Promise<Map<string, unknown[][]>> {
  return new Map((await readExcelFile(path)).map(({ sheet, data }) => [sheet, data]))
}
