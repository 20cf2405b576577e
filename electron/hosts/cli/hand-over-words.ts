import { type PersonalCounts, personalKinds } from '../../../shared/contract-hand-over.ts'
import { countWords } from './figures.ts'

const labels: Record<(typeof personalKinds)[number], string> = {
  name: 'names', email: 'e-mail addresses', login: 'logins', title: 'titles', linkedin: 'LinkedIn addresses', phone: 'telephone numbers', location: 'places', note: 'notes',
}

/** `12 names, 10 e-mail addresses`. */
export const personalWords = (personal: PersonalCounts): string =>
  personalKinds.flatMap((kind) => (personal[kind] ? [`${countWords(personal[kind])} ${labels[kind]}`] : [])).join(', ') || 'none'
