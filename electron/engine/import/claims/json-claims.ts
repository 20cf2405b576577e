import { quotedString } from '@duckdb/node-api'
import type { Importer, Plan, PlanInput, Sample } from '../importer.ts'
import { isRecord } from '../json-value.ts'
import { textOf } from '../expressions.ts'
import { answerSql, type Answer, type Subject, telling } from './answer.ts'
import { claimPlan, noMatches } from './claim-plan.ts'
import { addressOf, loginInUrl, loginOf } from './identities.ts'
import { isObject, type JsonFields, jsonFields } from './json-fields.ts'
import { literalOf } from './json-sql.ts'

/** Objects in which people keep an answer beside what they asked. */
const wrappers = ['response', 'result', 'body'] as const
const keyObjects = ['input', 'metadata', 'params', 'request', 'query', 'key', 'meta.params'] as const

/** What a provider’s JSON looks like; all SQL. */
interface JsonProvider {
  id: string
  provider: string
  label: string
  describes: string
  /** True for an answer about a person, false for one that found nobody, undefined for anything else. */
  looksLike: (answer: Record<string, unknown>) => boolean | undefined
  confidence: number
  /** Keys under which the answer keeps its people, for keys beside them. */
  nests: readonly string[]
  /** What is read of an answer (`answered`) and of each person (`person`). */
  answered: JsonFields
  said: JsonFields
  /** List of JSON objects, a person each, over `answered`. */
  people: string
  /** The answer’s own idea of who it is about, over `person`. */
  own: Subject
  /** What is said of every job alike, then the current job, over `person` and `answered`. */
  person: Answer
  now: Answer
  /** List of earlier or further jobs, structs of answers made with `answerSql`. */
  history?: string
  mapped: readonly (readonly [string, string])[]
  /** Columns that hold lists, where the answers also come as a table whose headers are the keys. */
  lists?: readonly string[]
}

const missed = (record: Record<string, unknown>): boolean => record['status'] === 404 || record['statusCode'] === 404 || isRecord(record['error'])
const innerOf = (record: Record<string, unknown>): Record<string, unknown> => wrappers.map((key) => record[key]).find(isRecord) ?? record

/** How sure the sample is of the provider: the share of its answers among all that found anybody. */
function sureness({ container, records }: Sample, { looksLike, confidence }: JsonProvider): number {
  if (container === 'parquet') return 0
  const seen = records.map((record) => ({ like: looksLike(innerOf(record)), missed: missed(innerOf(record)) }))
  const found = seen.filter(({ like }) => like !== undefined).length
  const strange = seen.filter(({ like, missed: nobody }) => like === undefined && !nobody).length
  return found === 0 ? 0 : confidence * (found / (found + strange))
}

/** Parsed answers take several times their size, once for every function that parses them. */
const largestPart = 8 << 20

/** An importer of a provider’s answers as JSON: whole objects, alone or in lists, with or without what was asked beside them. */
export const jsonClaims = (source: JsonProvider): Importer => ({
  id: source.id,
  label: source.label,
  describes: source.describes,
  containers: source.lists === undefined ? ['json'] : ['json', 'delimited'],
  settings: [],
  paths: [],
  wholeObjects: true,
  partBytes: largestPart,
  recognise: (sample) => sureness(sample, source),
  needs: () => [],
  dates: () => [],
  plan: (input) => jsonPlan(source, input),
})

function jsonPlan({ provider, label, nests, answered, said, people, own, person, now, history, mapped, lists = [] }: JsonProvider, { layout }: PlanInput): Plan {
  const cells = layout.container === 'json' ? [] : lists.flatMap((name) => {
    const column = layout.at(name)
    return column === undefined ? [] : [{ name, text: textOf(column) }]
  })
  const patch = cells.map(({ name }, index) => `${quotedString(name)}, list_${index}`).join(', ')
  const all: Answer = { ...own, provider: quotedString(provider), ...person }
  const current = `[${answerSql({ ...all, ...now, current: 'true' })}]`
  const told = history === undefined ? current : `list_concat(${current}, list_filter(${history}, lambda past: coalesce(past.title, past.company) IS NOT NULL))`
  const record = layout.rest([]) ?? 'NULL::JSON'
  const asked = askedFor(nests)
  const inner = `CASE ${wrappers.map((key) => `WHEN ${isObject(kept.text(key))} THEN CAST(${kept.text(key)} AS JSON)`).join(' ')} ELSE record END`
  const persons = `list_transform(list_filter(${people}, lambda found: ${isObject('CAST(found AS VARCHAR)')}), lambda found: ${said.of('found')})`
  return claimPlan({
    read: {
      record,
      kept: kept.saidOf(record),
      ...Object.fromEntries(cells.flatMap(({ text }, index) => [[`given_${index}`, `${text} IS NOT NULL`], [`list_${index}`, literalOf(text)]])),
    },
    values: { answer: layout.container === 'json' ? inner : cells.length === 0 ? 'record' : `json_merge_patch(record, json_object(${patch}))`, ...asked },
    answers: telling(`flatten(list_transform([${answered.of('answer')}], lambda answered: flatten(list_transform(${persons}, lambda person: ${told}))))`),
    keyColumn: 'login',
    empty: noMatches(label),
    mapped: new Map(mapped),
    doubts: cells.map(({ name }, index) => ({
      when: `given_${index} AND list_${index} IS NULL`,
      warning: (records) => `${records.toLocaleString('en')} ${records === 1 ? 'cell' : 'cells'} of “${name}” ${records === 1 ? 'is' : 'are'} no readable list and ${records === 1 ? 'was' : 'were'} left out.`,
    })),
  })
}

/** One entry of a history with what is said of every job. */
export const earlier = ({ provider, own, person }: Pick<JsonProvider, 'provider' | 'own' | 'person'>, job: Answer): string =>
  answerSql({ ...own, provider: quotedString(provider), ...person, extra: 'NULL', location: 'NULL', ...job })

/** What is read of a record beside its answer. */
const kept = jsonFields('kept')

function askedFor(nests: readonly string[]): Record<string, string> {
  const beside = `(${[...wrappers, ...nests].map((key) => `coalesce(${isObject(kept.text(key))} OR starts_with(${kept.text(key)}, '['), false)`).join(' OR ')})`
  // At the top of a bare answer these are the provider’s own.
  const top = (key: string): string => `CASE WHEN ${beside} THEN ${kept.text(key)} END`
  const within = (...keys: string[]): string[] => keyObjects.flatMap((object) => keys.map((key) => kept.text(`${object}.${key}`)))
  const id = `coalesce(${[kept.text('bandstand_id'), ...within('bandstand_id')].join(', ')})`
  const logins = [kept.text('login'), kept.text('github_login'), ...within('login', 'github_login', 'github_username', 'github'), top('github_username')]
  const addresses = [...within('github_url', 'profile').map(loginInUrl), loginInUrl(top('github_url'))]
  const keyOf = (kind: string, pattern: string): string => `nullif(regexp_extract(${id}, '^${kind}:(${pattern})$', 1), '')`
  const emails = [kept.text('asked_email'), ...within('email'), top('email')]
  return {
    asked_github_id: `TRY_CAST(coalesce(${[keyOf('github', '[0-9]+'), kept.text('github_id'), ...within('github_id')].join(', ')}) AS BIGINT)`,
    asked_login: `coalesce(${[keyOf('login', '.+'), ...logins.map(loginOf), ...addresses].join(', ')})`,
    asked_email: `coalesce(${[keyOf('email', '.+'), ...emails].map(addressOf).join(', ')})`,
  }
}
