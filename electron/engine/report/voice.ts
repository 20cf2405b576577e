import type { ReportRequest } from '../../../shared/contract-report.ts'
import { familyWord, sourceWord } from '../../../shared/signal-names.ts'
import { analysisFigures, entryFigures, type Named, parameterFigures } from './figures.ts'
import type { Facts } from './facts.ts'
import { fill, type Book } from './fill.ts'
import { type FigureFormat, figureFormatter, locales } from './formats.ts'
import type { Figure, Quantity, Text } from './model.ts'
import { germanSignal } from '../target-lists/signals-de.ts'
import { de } from './texts-de.ts'
import { en, type TextKey } from './texts-en.ts'

/** How the report speaks: its language, and the figures and names it may use. */
export interface Voice {
  book: Book
  label: (key: TextKey) => string
  say: (key: TextKey, aliases?: Readonly<Record<string, string>>) => Text
  figure: (name: string) => Figure
  quantity: (value: number | null, format: FigureFormat) => Quantity
  day: (instant: string) => string
  /** Names of sources and families of signals. */
  source: (name: string) => string
  family: (name: string) => string
}

const texts: Record<ReportRequest['language'], Record<TextKey, string>> = { en, de }

export function voiceOf(facts: Facts, { language, variant }: Pick<ReportRequest, 'language' | 'variant'>): Voice {
  const format = figureFormatter(language)
  const days = new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const day = (instant: string) => days.format(new Date(instant))
  const label = (key: TextKey) => texts[language][key]
  const { analysis, entry, run, lists } = facts
  const all: Named[] = [
    ...analysisFigures(analysis), ...entryFigures(entry), ...parameterFigures(run),
    ...lists.map(({ list, count }): Named => [`list.${list}.count`, count, 'count']),
  ]
  const figures = new Map(all.map(([name, value, shown]) => [name, { name, value, format: shown, text: format(value, shown) }]))
  const words = new Map([
    ['asOf', day(analysis.asOf)], ['policy', label(`policy.${analysis.policy}`)],
    ...analysis.stages.map((stage) => [`stage.${stage.stage}.label`, stage.label] as const),
    ...(variant === 'redacted' ? [] : [['organisation', facts.organisation] as const]),
  ])
  const baseline = analysis.stages[0]
  const standing = baseline === undefined ? {} : { baseline: `stage.${baseline.stage}` }
  const book = { figures, words }
  return {
    book, label, day,
    source: language === 'de' ? capitalised : sourceWord,
    family: language === 'de' ? capitalised : familyWord,
    say: (key, aliases = {}) => fill(label(key), book, { ...standing, ...aliases }),
    figure: (name) => {
      const found = figures.get(name)
      if (found === undefined) throw new Error(`There is no figure ${name}.`)
      return found
    },
    quantity: (value, shown) => ({ value, format: shown, text: format(value, shown) }),
  }
}

const capitalised = (name: string): string => germanSignal(name).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
