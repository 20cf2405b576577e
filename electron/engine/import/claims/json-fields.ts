import { quotedString } from '@duckdb/node-api'

/**
 * The values of one JSON object, read in one go. Every JSON function of DuckDB parses its whole argument and keeps what it parsed for two thousand
 * records, so a hundred of them over answers of 10 kB need more memory than there is.
 */
export interface JsonFields {
  /** Trimmed text at a path such as `a.b[0].c`, NULL where blank or null; objects and arrays as JSON texts. */
  readonly text: (path: string) => string
  /** A text that is one, or the first of a list of them. */
  readonly first: (path: string) => string
  /** SQL of the struct `{json, said}` that the texts are taken from, of a JSON text. */
  readonly of: (json: string) => string
  /** SQL of `said` alone. */
  readonly saidOf: (json: string) => string
}

/** Fields taken from a list named in SQL, usually `name.said`; whatever is asked for before the list is made is in it. */
export function jsonFields(said: string): JsonFields {
  const paths: string[] = []
  const text = (path: string): string => {
    if (!paths.includes(path)) paths.push(path)
    return `${said}[${paths.indexOf(path) + 1}]`
  }
  const saidOf = (json: string): string => `list_transform(json_extract_string(${json}, [${paths.map((path) => quotedString(`$.${path}`)).join(', ')}]), lambda cell: nullif(trim(cell), ''))`
  return {
    text,
    first: (path) => `CASE WHEN starts_with(${text(path)}, '[') THEN ${text(`${path}[0]`)} ELSE ${text(path)} END`,
    of: (json) => `{json: ${json}, said: ${saidOf(json)}}`,
    saidOf,
  }
}

/** The elements of a JSON text that is an array; none for anything else. */
export const elementsOf = (text: string): string => `CASE WHEN starts_with(${text}, '[') THEN json_extract(${text}, '$[*]') ELSE []::JSON[] END`

export const isObject = (text: string): string => `starts_with(${text}, '{')`

/** An object as a list of one, an array as its elements. */
export const oneOrMore = (text: string): string => `CASE WHEN ${isObject(text)} THEN [CAST(${text} AS JSON)] ELSE ${elementsOf(text)} END`
