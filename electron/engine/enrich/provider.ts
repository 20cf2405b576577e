import type { Person } from './person.ts'

/** One answer of a provider about a person, in our words; null where it says nothing. */
export interface ClaimValues {
  name: string | null
  title: string | null
  company: string | null
  domain: string | null
  profileUrl: string | null
  location: string | null
  email: string | null
  /** 0 … 1, as far as the provider states one. */
  confidence: number | null
  current: boolean
  startedAt: string | null
  endedAt: string | null
}

/** A request without its key. */
export interface ProviderRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Readonly<Record<string, string>>
  body: unknown
  /** Names of the person's fields that it carries. */
  fields: readonly string[]
}

/** One enrichment provider. Pure: a request from a person, claims from an answer. */
export interface Provider {
  name: string
  label: string
  /** Part of the request key: raise it when the same answer would be read differently enough to ask again. */
  version: string
  origin: string
  fields: readonly string[]
  /** Name of the key it needs; null: none. */
  secret: string | null
  /** US dollars for one person found. */
  price: number
  /** Documented rate; null: unknown. */
  perSecond: number | null
  /** Takes what it is sent and answers by another way; what it says at once is a receipt. */
  delivers?: true
  /** Null where too little is known of the person to ask. */
  request(person: Person, origin: string): ProviderRequest | null
  /** Adds the key to the headers of a request that is about to be sent. */
  authorise(headers: Record<string, string>, key: string): Record<string, string>
  /** Where its key says the address; it must be at the host that was confirmed. */
  locate?(key: string): string
  /** Empty: nobody found. */
  read(body: unknown): ClaimValues[]
}

export const nothingClaimed: ClaimValues = {
  name: null, title: null, company: null, domain: null, profileUrl: null, location: null, email: null, confidence: null, current: true, startedAt: null, endedAt: null,
}

/** A query string of what is known. */
export const query = (values: Readonly<Record<string, string | null>>): string =>
  new URLSearchParams(Object.entries(values).flatMap(([name, value]): [string, string][] => (value === null || value === '' ? [] : [[name, value]]))).toString()

/** Names of the fields that are known. */
export const sentFields = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).filter(([, value]) => value !== null && value !== '').map(([name]) => name)
