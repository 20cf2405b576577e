import { quotedString } from '@duckdb/node-api'

/** A path such as `a.b` as JSONPath; keys of letters, digits and underscores only. */
const pathOf = (path: string): string => quotedString(`$.${path}`)

/** Trimmed text at a path of a JSON value, NULL where blank or null. */
export const jsonText = (json: string, path: string): string => `nullif(trim(json_extract_string(${json}, ${pathOf(path)})), '')`

/** The elements of an array at a path; none where there is no array. */
export const jsonList = (json: string, path: string): string =>
  `CASE WHEN json_type(${json}, ${pathOf(path)}) = 'ARRAY' THEN CAST(json_extract(${json}, ${pathOf(path)}) AS JSON[]) ELSE []::JSON[] END`

/** The object without these keys. */
export const without = (json: string, keys: readonly string[]): string =>
  `json_merge_patch(${json}, ${quotedString(JSON.stringify(Object.fromEntries(keys.map((key) => [key, null]))))}::JSON)`

const token = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[A-Za-z]+|[^'"A-Za-z]+`
/** Escapes that JSON lacks, within one quoted Python text. */
const unescaped = (text: string): string => `replace(regexp_replace(${text}, '\\\\x([0-9a-fA-F]{2})', '\\\\u00\\1', 'g'), '\\''', '''')`

/** A cell that holds JSON, or a list or dictionary as Python prints it; NULL where it is neither. */
export const literalOf = (cell: string): string => `CASE
    WHEN json_valid(${cell}) THEN CAST(${cell} AS JSON)
    ELSE TRY_CAST(array_to_string(list_transform(regexp_extract_all(${cell}, ${quotedString(token)}), lambda part: CASE
      WHEN starts_with(part, '''') THEN '"' || replace(${unescaped('part[2:-2]')}, '"', '\\"') || '"'
      WHEN starts_with(part, '"') THEN ${unescaped('part')}
      WHEN part = 'None' THEN 'null' WHEN part = 'True' THEN 'true' WHEN part = 'False' THEN 'false' ELSE part END), '') AS JSON) END`
