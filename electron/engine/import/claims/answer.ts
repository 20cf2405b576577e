/** What one answer can say, and whom it is about (the first three). */
const fields = {
  github_id: 'BIGINT', login: 'VARCHAR', email: 'VARCHAR', provider: 'VARCHAR', name: 'VARCHAR', title: 'VARCHAR', company: 'VARCHAR', domain: 'VARCHAR', profile_url: 'VARCHAR',
  location: 'VARCHAR', confidence: 'DOUBLE', current: 'BOOLEAN', started_at: 'TIMESTAMP', ended_at: 'TIMESTAMP', extra: 'JSON',
} as const
type AnswerField = keyof typeof fields

/** SQL of each field of an answer; what is left out is NULL. */
export type Answer = Partial<Record<AnswerField, string>>

/** SQL of one answer as a struct; every answer has the same type. */
export const answerSql = (answer: Answer): string =>
  // Object.entries widens the keys; they are exactly the fields.
  `{${(Object.entries(fields) as [AnswerField, string][]).map(([field, type]) => `${field}: CAST(${answer[field] ?? 'NULL'} AS ${type})`).join(', ')}}`

/** The answers of a list that say more than a name, which may be an echo of the question. */
export const telling = (list: string): string =>
  `list_filter(${list}, lambda told: coalesce(told.title, told.company, told.domain, told.profile_url) IS NOT NULL)`

/** The answers with further details beside those of the first; `details` is SQL of a JSON object or NULL. */
export const withDetails = (answers: string, details: string): string =>
  `list_transform(${answers}, lambda told, place: CASE WHEN place > 1 OR ${details} IS NULL THEN told
    ELSE {${Object.keys(fields).map((field) => (field === 'extra' ? `extra: CAST(json_merge_patch(${details}, coalesce(told.extra, '{}'::JSON)) AS JSON)` : `${field}: told.${field}`)).join(', ')}} END)`

/** A person as asked for or as answered. */
export type Subject = Readonly<Record<'github_id' | 'login' | 'email', string>>

export const anyOf = ({ github_id, login, email }: Subject): string => `(${github_id} IS NOT NULL OR ${login} IS NOT NULL OR ${email} IS NOT NULL)`

/**
 * People Data Labs’ likelihood from 1 to 10. It is logarithmic; read as log odds it rises evenly, from one in five at 2 (the provider says 10 to 30 %) to
 * nine in ten at 6, which the provider recommends as the least.
 */
export const likelihoodOf = (text: string): string =>
  `CASE WHEN TRY_CAST(${text} AS DOUBLE) BETWEEN 1 AND 10 THEN round(1 / (1 + 4 * pow(2.5, 2 - TRY_CAST(${text} AS DOUBLE))), 3) END`
