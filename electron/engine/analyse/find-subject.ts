import { AppError } from '../../../shared/errors.ts'
import type { Band } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowSteps } from '../score/subject-rows.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'

export interface FoundSubject {
  subjectId: number
  subjectKey: string
  kind: 'account' | 'company'
  name: string
  domain: string | null
  recordId: string | null
  stage: string | null
  score: number
  band: Band
  families: string[]
  lastAt: string | null
  /** Domains of its companies, names where none is known. */
  companies: string[]
}

/** Subjects that `$subject` (as typed) or `$domain` (as a host name) names, and in which way; the least way that fits anything decides. */
const namedSubjects: Step = {
  name: 'named_subjects',
  reads: ['subjects_at', 'subject_companies_at', 'evidence.companies', 'crm.current_accounts'],
  sql: `
    SELECT subject_id, 1 AS way FROM subjects_at WHERE subject_key = $subject
    UNION ALL SELECT subject_id, 2 FROM subjects_at WHERE record_id = $subject
    UNION ALL SELECT subject_id, 3 FROM subjects_at WHERE lower(domain) = $domain
    UNION ALL SELECT sc.subject_id, 4 FROM evidence.companies c JOIN subject_companies_at sc USING (company_id) WHERE lower(c.domain) = $domain
    UNION ALL SELECT s.subject_id, 4 FROM crm.current_accounts a JOIN subjects_at s USING (record_id)
      WHERE list_contains(list_transform(a.further_domains, lambda further: lower(further)), $domain)
    UNION ALL SELECT subject_id, 5 FROM subjects_at WHERE lower(trim(name)) = lower($subject)
    UNION ALL SELECT sc.subject_id, 6 FROM evidence.companies c JOIN subject_companies_at sc USING (company_id) WHERE lower(trim(c.name)) = lower($subject)`,
}

const foundSubjects: readonly Step[] = [
  namedSubjects,
  {
    name: 'found_ids',
    reads: ['named_subjects'],
    sql: 'SELECT DISTINCT subject_id FROM named_subjects WHERE way = (SELECT min(way) FROM named_subjects)',
  },
  {
    name: 'found_companies',
    reads: ['found_ids', 'subject_companies_at', 'evidence.companies'],
    sql: `
      SELECT sc.subject_id, list(coalesce(c.domain, c.name) ORDER BY c.company_id) AS companies
      FROM found_ids JOIN subject_companies_at sc USING (subject_id) JOIN evidence.companies c USING (company_id) GROUP BY sc.subject_id`,
  },
  {
    name: 'found_subjects',
    reads: ['found_ids', 'found_companies', 'subject_rows'],
    sql: `
      SELECT r.subject_id AS subjectId, r.subject_key AS subjectKey, r.kind, r.name, r.domain, r.record_id AS recordId, r.stage, r.score, r.band, r.families,
        r.last_at AS lastAt, coalesce(c.companies, []) AS companies
      FROM found_ids JOIN subject_rows r USING (subject_id) LEFT JOIN found_companies c USING (subject_id) ORDER BY r.score DESC, r.subject_key LIMIT 11`,
  },
]

/**
 * The one subject of a run that `asked` names: by key, account record id, domain, or name in any case.
 * Throws `bad_usage` when there is none, or when there are several, which it then lists.
 */
export async function findSubject(connection: Connection, run: Run, query: { asked: string; stages: readonly Stage[] }): Promise<FoundSubject> {
  const subject = query.asked.trim()
  const found = await rows<FoundSubject>(connection, compile(scoreInputs, [...subjectRowSteps(query.stages), ...foundSubjects]), {
    run_id: run.runId,
    as_of: run.asOf,
    subject,
    domain: domainOf(subject),
  })
  const [only, ...others] = found
  if (!only) throw new AppError('not_found', await absence(connection, run, subject))
  if (others.length > 0) throw new AppError('bad_usage', `"${subject}" could be several:\n${candidates(found)}\nName one of them by its id.`)
  return only
}

/** A typed address or link as a bare host name. */
const domainOf = (text: string): string => text.toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/^www\./, '').replace(/[/?#].*$/, '')

const candidates = (found: readonly FoundSubject[]): string =>
  [
    ...found.slice(0, 10).map(({ subjectKey, kind, name, domain }) => `  ${subjectKey}  (${kind} ${name}${domain ? `, ${domain}` : ''})`),
    ...(found.length > 10 ? ['  …'] : []),
  ].join('\n')

async function absence(connection: Connection, { asOf }: Run, subject: string): Promise<string> {
  const day = asOf.slice(0, 10)
  const [later] = await rows<{ name: string | null; createdAt: string }>(
    connection,
    `SELECT name, created_at AS createdAt FROM crm.current_accounts
     WHERE created_at > $as_of::TIMESTAMP AND (record_id = $subject OR lower(domain) = lower($subject) OR lower(name) = lower($subject))
     ORDER BY created_at LIMIT 1`,
    { as_of: asOf, subject },
  )
  if (later) return `The account ${later.name ?? subject} was created on ${later.createdAt.slice(0, 10)}, so there was none yet as of ${day}.`
  return `No account or company is called "${subject}" as of ${day}. Give an account record id, a domain or a name.`
}
