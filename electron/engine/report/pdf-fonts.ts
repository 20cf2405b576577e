import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// @ts-expect-error: the package has no types of its own
import container from 'pdfmake/build/fonts/Roboto.js'

export interface FontFiles {
  normal: string
  bold: string
  italics: string
  bolditalics: string
}

// The file says so itself.
const { vfs, fonts } = container as { vfs: Record<string, { data: string }>; fonts: { Roboto: FontFiles } }
const folderStart = join(tmpdir(), 'bandstand-fonts-')

export const isFontFile = (path: string): boolean => path.startsWith(folderStart)

/** Lays the fonts of pdfmake out as files while `work` runs: pictures in a PDF take them from nowhere else. */
export async function withFontFiles<T>(work: (roboto: FontFiles) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(folderStart)
  try {
    for (const [name, { data }] of Object.entries(vfs)) await writeFile(join(folder, name), Buffer.from(data, 'base64'), { mode: 0o600 })
    const { normal, bold, italics, bolditalics } = fonts.Roboto
    return await work({ normal: join(folder, normal), bold: join(folder, bold), italics: join(folder, italics), bolditalics: join(folder, bolditalics) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
