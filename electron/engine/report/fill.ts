import { AppError } from '../../../shared/errors.ts'
import type { Figure, Run, Text } from './model.ts'

/** Everything a text may name: figures, and words such as labels of stages. */
export interface Book {
  figures: ReadonlyMap<string, Figure>
  words: ReadonlyMap<string, string>
}

const named = /\{([^{}]*)\}/

/**
 * A text with figures in braces: `{stage.customer.coverage}`. `aliases` replace the first part of a name: with `{ last: 'stage.customer' }` also `{last.coverage}`. Throws where a name is
 * unknown, and where a number stands in the text itself: no text says a figure that the analysis did not give.
 */
export function fill(template: string, book: Book, aliases: Readonly<Record<string, string>> = {}): Text {
  return template.split(new RegExp(named, 'g')).flatMap((part, index): Run[] => {
    if (index % 2 === 0) return part === '' ? [] : [withoutNumbers(part)]
    const [first = '', ...rest] = part.split('.')
    const name = [Object.hasOwn(aliases, first) ? aliases[first] : first, ...rest].join('.')
    const found = book.figures.get(name) ?? book.words.get(name)
    if (found === undefined) throw new AppError('bad_usage', `The text names {${part}}, and there is no such figure. ${nearest(part, book)}`)
    return [found]
  })
}

function withoutNumbers(part: string): string {
  const number = /[\p{N}][\p{N}.,]*/u.exec(part)?.[0]
  if (number !== undefined) throw new AppError('bad_usage', `The text says ${number} in “${part.trim().slice(0, 60)}”. Numbers come from the analysis: name a figure in braces, as {hidden.share}.`)
  if (/[{}]/.test(part)) throw new AppError('bad_usage', `A brace stands alone in “${part.trim().slice(0, 60)}”. Figures are named as {hidden.share}.`)
  return part
}

function nearest(name: string, { figures, words }: Book): string {
  const parts = name.toLowerCase().split('.')
  const ranked = [...figures.keys(), ...words.keys()].map((known) => ({ known, common: known.toLowerCase().split('.').filter((part) => parts.includes(part)).length })).filter(({ common }) => common > 0)
  const close = ranked.sort((left, right) => right.common - left.common).slice(0, 3).map(({ known }) => `{${known}}`)
  return close.length > 0 ? `Near it: ${close.join(', ')}.` : 'The report lists all names in its appendix.'
}
