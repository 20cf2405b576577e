import { readPart, type Workbook } from './workbook-parts.ts'
import { attribute } from './xml.ts'

/** How a number is shown: as itself, as a day, as a day with a time, or as a time of day. */
export type NumberKind = 'number' | 'day' | 'instant' | 'time'

/** Formats Excel knows by number only, its East Asian ones included. */
function builtIn(id: number): NumberKind {
  if (id === 22) return 'instant'
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'day'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time'
  return 'number'
}

/** What a format code such as `yyyy-mm-dd hh:mm` makes of a number. A duration such as `[h]:mm` stays a number. */
export function kindOfCode(code: string): NumberKind {
  const [first = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').split(';')
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return 'number'
  const letters = first.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/general/gi, '').replaceAll(/am\/pm|a\/p/gi, 'h').toLowerCase()
  const time = /[hs]/.test(letters)
  // Beside hours and seconds an m is minutes.
  const day = /[dy]/.test(letters) || (/m/.test(letters) && !time)
  return day ? (time ? 'instant' : 'day') : time ? 'time' : 'number'
}

/** What each cell style of a workbook makes of a number. */
export async function numberKinds({ zip, styles }: Workbook): Promise<readonly NumberKind[]> {
  if (!styles) return []
  const codes = new Map<number, NumberKind>()
  const kinds: NumberKind[] = []
  let inCells = false
  await readPart(zip, styles, {
    open: (name, attributes) => {
      const id = Number(attribute(attributes, 'numFmtId') ?? '0')
      if (name === 'cellXfs') inCells = true
      else if (name === 'numFmt') codes.set(id, kindOfCode(attribute(attributes, 'formatCode') ?? ''))
      else if (name === 'xf' && inCells) kinds.push(codes.get(id) ?? builtIn(id))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return kinds
}
