import type { PersonalKind } from './contract-hand-over.ts'

export const personalLabels: Readonly<Record<PersonalKind, string>> = {
  name: 'names', email: 'e-mail addresses', login: 'logins', title: 'titles', linkedin: 'LinkedIn addresses', phone: 'telephone numbers', location: 'places', note: 'notes',
}
