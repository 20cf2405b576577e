import { type PersonalCounts, type PersonalKind, personalKinds } from './contract-hand-over.ts'

const labels: Readonly<Record<PersonalKind, readonly [one: string, many: string]>> = {
  name: ['name', 'names'],
  email: ['e-mail address', 'e-mail addresses'],
  login: ['login', 'logins'],
  title: ['title', 'titles'],
  linkedin: ['LinkedIn address', 'LinkedIn addresses'],
  phone: ['telephone number', 'telephone numbers'],
  location: ['place', 'places'],
  note: ['note', 'notes'],
}

/** `12 names, 1 e-mail address`; `none` where a file holds no personal data. */
export const personalWords = (personal: PersonalCounts, written: (count: number) => string): string =>
  personalKinds
    .flatMap((kind) => {
      const count = personal[kind] ?? 0
      return count > 0 ? [`${written(count)} ${labels[kind][count === 1 ? 0 : 1]}`] : []
    })
    .join(', ') || 'none'
