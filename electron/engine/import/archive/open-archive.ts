import { open, stat } from 'node:fs/promises'
import { shownName } from '../bytes.ts'
import { isWorkbook } from '../workbook/workbook-parts.ts'
import { readZipDirectory, type ZipDirectory } from './zip-directory.ts'

/** The directory of a ZIP of files; null for anything else, a workbook and a file that is not there included. */
export async function openArchive(path: string): Promise<ZipDirectory | null> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile() || !(await beginsLikeZip(path))) return null
  const zip = await readZipDirectory(path, shownName(path), found.size)
  return isWorkbook(zip) ? null : zip
}

async function beginsLikeZip(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return false
  try {
    const magic = Buffer.alloc(4)
    await file.read(magic, 0, 4, 0)
    return ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(magic.toString('latin1'))
  } finally {
    await file.close()
  }
}
