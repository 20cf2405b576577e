import { normalHeader } from './headers.ts'

/** What an entity is called at the beginning of a header, in the languages seen. */
const entities = {
  deal: ['deal', 'obchod', 'affaire', 'transaction', 'trato', 'negocio', '案件', '取引'],
  person: ['person', 'osoba', 'kontaktperson', 'personne', 'persona', '人', '人物'],
  organization: ['organization', 'organisation', 'organizace', 'unternehmen', 'organización', '組織'],
} as const
export type PipedriveEntity = keyof typeof entities

/** Headers are `Entity - Field`, both in the language of the account. */
export const headersOf = (entity: PipedriveEntity, ...fields: readonly string[]): string[] =>
  entities[entity].flatMap((word) => fields.map((field) => `${word} - ${field.replace('{entity}', word)}`))

/** Columns of an entity whose field matches, wherever they stand. */
export function columnsOf(names: readonly string[], entity: PipedriveEntity, field: RegExp): string[] {
  return names.filter((name) => {
    const header = normalHeader(name)
    return entities[entity].some((word) => header.startsWith(`${word} - `) && field.test(header.slice(word.length + 3)))
  })
}

export const hasEntity = (names: readonly string[], entity: PipedriveEntity): boolean => columnsOf(names, entity, /./).length > 0
