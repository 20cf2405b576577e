import type { ReportLanguage } from '../../../shared/contract-report.ts'

/** How a figure is printed: see `figureFormatter`. */
export type FigureFormat = 'count' | 'share' | 'ratio' | 'points' | 'days' | 'z' | 'p' | 'percent' | 'parameter'

export const locales: Record<ReportLanguage, string> = { en: 'en-GB', de: 'de-DE' }

/** Below this a p-value is said to be smaller. */
const leastP = 0.0001

/** A value as every format of the report prints it; undefined is a dash. */
export function figureFormatter(language: ReportLanguage): (value: number | null, format: FigureFormat) => string {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locales[language], options)
  const fixed = (digits: number) => number({ minimumFractionDigits: digits, maximumFractionDigits: digits })
  const formats: Record<FigureFormat, Intl.NumberFormat> = {
    count: number({ maximumFractionDigits: 0 }),
    share: number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    ratio: fixed(2),
    points: fixed(1),
    days: number({ maximumFractionDigits: 0 }),
    z: fixed(2),
    p: fixed(4),
    percent: number({ style: 'percent', maximumFractionDigits: 1 }),
    parameter: number({ maximumFractionDigits: 6 }),
  }
  return (value, format) => {
    if (value === null) return '–'
    if (format === 'p') return value < leastP ? `< ${formats.p.format(leastP)}` : `= ${formats.p.format(value)}`
    return formats[format].format(value)
  }
}

/** The same for a cell of a workbook. */
export const cellFormats: Record<FigureFormat, string> = {
  count: '#,##0', share: '0.0%', ratio: '#,##0.00', points: '#,##0.0', days: '#,##0', z: '0.00', p: '0.0000', percent: '0.#%', parameter: '0.######',
}
