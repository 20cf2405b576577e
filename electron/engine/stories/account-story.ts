import type { AccountStory } from '../../../shared/contract-stories.ts'
import { explainFound } from '../analyse/explain.ts'
import { findSubject } from '../analyse/find-subject.ts'
import type { Connection } from '../db/connection.ts'
import type { Run } from '../score/run-store.ts'
import { readStages } from '../workspace/stages.ts'
import { storyClaims } from './account-claims.ts'
import { readContacts, readDeals } from './account-deals.ts'
import { readMatches, readOwnCompanies } from './account-matches.ts'
import { readPeople } from './account-people.ts'
import { readRecord, readStageEntries } from './account-record.ts'
import { readConflicts } from './conflicts.ts'
import { accountHeadline } from './headline.ts'
import { signalsOf } from './signals-of.ts'

/** People and records of one kind that a story lists; how many there are it says besides. */
const listed = 200

/** Everything known of one subject at the run’s instant. The personas have been made. Throws as `findSubject` does. */
export async function accountStory(connection: Connection, run: Run, asked: string): Promise<AccountStory> {
  const stages = await readStages(connection)
  const subject = await findSubject(connection, run, { asked, stages })
  const { recordId } = subject
  const explanation = await explainFound(connection, run, subject)
  const companies = await readOwnCompanies(connection, run, subject.subjectId)
  const people = await readPeople(connection, { companies, explanation, reliableMin: run.model.reliable_min, policy: run.policy })
  const shown = people.slice(0, listed)
  const contacts = recordId === null ? [] : await readContacts(connection, { asOf: run.asOf, stages, recordId })
  const deals = recordId === null ? [] : await readDeals(connection, { asOf: run.asOf, stages, recordId })
  const claims = await storyClaims(connection, shown)
  const signals = signalsOf(explanation.contributions)
  return {
    headline: accountHeadline({ explanation, stages, people: people.length, deals }),
    explanation,
    people: shown.map(({ personId: _personId, ...person }) => person),
    peopleFound: people.length,
    signals,
    record: recordId === null ? null : await readRecord(connection, recordId),
    contacts: contacts.slice(0, listed),
    contactsFound: contacts.length,
    deals: deals.slice(0, listed),
    dealsFound: deals.length,
    stages: recordId === null ? [] : await readStageEntries(connection, { recordId, asOf: run.asOf }),
    claims: claims.slice(0, listed),
    claimsFound: claims.length,
    matches: await readMatches(connection, { companies, recordId }),
    conflicts: await readConflicts(connection, { run, stages, recordId, companies, people: shown }),
  }
}
