import { instantOf } from '../expressions.ts'

/** The login in an address such as `https://github.com/octo` or `github.com/octo/app`. */
export const loginInUrl = (text: string): string =>
  `CASE WHEN contains(lower(${text}), 'github.com/') THEN nullif(regexp_extract(${text}, '(?i)github\\.com/(?:(?:orgs|sponsors)/)?([a-z0-9](?:[a-z0-9-]{0,38}))(?:[^a-z0-9-]|$)', 1), '') END`

/** A login as written: alone, with an @ before it, or within an address. */
export const loginOf = (text: string): string =>
  `coalesce(${loginInUrl(text)}, nullif(regexp_extract(${text}, '^@?([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\\[bot\\])?)$', 1), ''))`

/** A LinkedIn profile in one spelling, with or without scheme, country and query; a bare `in/jo` too. */
export const linkedinOf = (text: string): string =>
  `'https://www.linkedin.com/' || nullif(regexp_extract(lower(${text}), '(?:^|linkedin\\.com/)((?:in|pub)/[^/?#\\s]+)', 1), '')`

/** The host of a website without `www.`. */
export const domainOf = (text: string): string =>
  `nullif(regexp_replace(regexp_extract(lower(${text}), '^(?:[a-z][a-z0-9+.-]*://)?(?:[^@/]*@)?([^/:?#\\s]+\\.[^/:?#\\s]+)', 1), '^www\\.', ''), '')`

/** One e-mail address, lower-cased; NULL for anything else. */
export const addressOf = (text: string): string => `CASE WHEN regexp_full_match(${text}, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+') THEN lower(${text}) END`

/** Names a text that is needed often, so that it is written and worked out once. */
const once = (text: string, body: string): string => `list_transform([${text}], lambda written: ${body})[1]`

/** When something began: a year or a month stands for its first day. */
export const startOf = (text: string): string => once(text, dateOf('-01-01', `CAST(written || '-01' AS TIMESTAMP)`))

/** When something ended: a year or a month stands for its last day. */
export const endOf = (text: string): string => once(text, dateOf('-12-31', `CAST(last_day(TRY_CAST(written || '-01' AS DATE)) AS TIMESTAMP)`))

const dateOf = (ofYear: string, ofMonth: string): string => `CASE
    WHEN regexp_full_match(written, '[0-9]{4}') THEN TRY_CAST(written || '${ofYear}' AS TIMESTAMP)
    WHEN regexp_full_match(written, '[0-9]{4}-(0[1-9]|1[0-2])') THEN ${ofMonth}
    ELSE ${instantOf({ sql: 'written', type: 'text' }, 'dmy')} END`

/** Whole share of 100 as 0 … 1. */
export const percentOf = (text: string): string => `CASE WHEN TRY_CAST(${text} AS DOUBLE) BETWEEN 0 AND 100 THEN TRY_CAST(${text} AS DOUBLE) / 100 END`
