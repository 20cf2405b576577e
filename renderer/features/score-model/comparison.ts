/** `in force`, `draft`, or the number of a version; a blank date is that of the header. */
export interface ChosenSide {
  version: string
  date: string
}

export const orders = [{ value: 'change', label: 'Largest change first' }, { value: 'gain', label: 'Largest gain first' }, { value: 'loss', label: 'Largest loss first' }] as const
export type Order = (typeof orders)[number]['value']

/** What is compared, and which accounts come first. */
export interface Comparison {
  from: ChosenSide
  to: ChosenSide
  order: Order
}

const version = /^(?:in force|draft|[1-9]\d*|0)$/
const date = /^(?:\d{4}-\d{2}-\d{2})?$/

function readSide(text: string | undefined, otherwise: ChosenSide): ChosenSide {
  const [said = '', on = ''] = text?.split('@') ?? []
  return version.test(said) && date.test(on) ? { version: said, date: on } : otherwise
}

/** A comparison as it stands in the address; what it does not understand falls back to the model in force, now and 90 days before. */
export function readComparison(text: string | null, asOf: string): Comparison {
  const [from, to, order] = text?.split('~') ?? []
  return {
    from: readSide(from, { version: 'in force', date: quarterBefore(asOf) }),
    to: readSide(to, { version: 'in force', date: '' }),
    order: orders.find(({ value }) => value === order)?.value ?? 'change',
  }
}

export const writeComparison = ({ from, to, order }: Comparison): string => [`${from.version}@${from.date}`, `${to.version}@${to.date}`, order].join('~')

function quarterBefore(asOf: string): string {
  const day = new Date(asOf)
  day.setUTCDate(day.getUTCDate() - 90)
  return day.toISOString().slice(0, 10)
}
