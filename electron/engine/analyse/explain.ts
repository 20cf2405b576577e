import type { Contribution, Explanation } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { readLifecycle } from '../lifecycle/read-lifecycle.ts'
import { oneSubjectSteps, scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import { readStages } from '../workspace/stages.ts'
import { findSubject, type FoundSubject } from './find-subject.ts'
import { bandSentence } from './sentence.ts'

const named: Step = {
  name: 'named_contributions',
  reads: ['subject_contributions', 'dev.people', 'evidence.companies'],
  sql: `
    SELECT coalesce(p.person_key, 'anonymous') AS person,
      coalesce(p.login, p.name, p.email, p.person_key, 'anonymous visitors of ' || coalesce(v.domain, v.name)) AS personLabel,
      c.source, c.family, c.n, c.c * $factor::DOUBLE AS points, c.events, c.last_at AS lastAt
    FROM subject_contributions c LEFT JOIN dev.people p ON p.person_id = c.person
    LEFT JOIN evidence.companies v ON c.person < 0 AND v.company_id = -1 - c.person
    ORDER BY points DESC, personLabel, source`,
}

const contributionsSql = compile([...scoreInputs, 'dev.people'], [...oneSubjectSteps, named])

/** What a subject is, its score and band, and the parts that add up to the score. Throws `bad_usage` as `findSubject` does. */
export async function explain(connection: Connection, run: Run, asked: string): Promise<Explanation> {
  return explainFound(connection, run, await findSubject(connection, run, { asked, stages: await readStages(connection) }))
}

/** The same of a subject that has been found. */
export async function explainFound(connection: Connection, run: Run, subject: FoundSubject): Promise<Explanation> {
  const contributions = await readContributions(connection, run, subject)
  const people = new Set(contributions.map(({ person }) => person))
  const { score, band, families, lastAt } = subject
  return {
    subject: {
      id: subject.subjectKey,
      kind: subject.kind,
      name: subject.name,
      domain: subject.domain,
      accountRecordId: subject.recordId,
      stage: subject.stage,
      companies: subject.companies,
    },
    runId: run.runId,
    asOf: run.asOf,
    policy: run.policy,
    score,
    band,
    sentence: bandSentence({ band, score, families, lastAt, anonymous: people.delete('anonymous'), developers: people.size }, run),
    families,
    contributions,
    lifecycle: await readLifecycle(connection, run, subject.subjectId),
  }
}

function readContributions(connection: Connection, run: Run, { subjectId, families }: FoundSubject): Promise<Contribution[]> {
  const factor = 1 + run.model.family_bonus * (Math.max(families.length, 1) - 1)
  return rows<Contribution>(connection, contributionsSql, { ...scoreValues(run), subject_id: subjectId, factor })
}
