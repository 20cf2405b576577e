import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** People of Acme besides Ada and Vera: enough for a table of several printed pages. */
const others = Array.from({ length: 60 }, (_, index) => `dev${String(index).padStart(2, '0')}`)

const week = (from: string, index: number): string => new Date(Date.parse(from) + index * 7 * 86_400_000).toISOString()

const event = (at: string, source: string, login: string, email: string): string => `${at},${source},${login},${email},acme/sdk`

/**
 * Acme: two accounts of one domain that say different stages, a deal won and one open, Ada who writes another company, Vera whom the CRM calls a CTO and a provider an
 * engineer, sixty more people. Beta is known from activity alone.
 */
export const storyFiles: readonly { name: string; format: string; text: string }[] = [
  {
    name: 'accounts.csv', format: 'accounts',
    text: `record_id,name,domain,stage,owner,industry,employees,country,created_at,lead_at,opportunity_at
A1,Acme Inc,acme.com,Opportunity,Olive Owner,Software,1200,Germany,2025-01-10,2025-01-12,2025-06-01
A2,Acme Holding,acme.com,Lead,Olive Owner,Finance,10,Germany,2025-02-01,2025-02-01,
A3,Gamma,gamma.dev,Lead,,,,,2025-02-01,2025-02-01,
`,
  },
  {
    name: 'contacts.csv', format: 'contacts',
    text: `record_id,full name,email,job title,company,account_id,stage,opted_out,created_at
c1,Vera Voss,vera@acme.com,Chief Technology Officer,Acme Inc,A1,Opportunity,,2025-03-01
c2,Paul Purse,paul@acme.com,Head of Procurement,Acme Inc,A1,Lead,yes,2025-04-01
`,
  },
  {
    name: 'deals.csv', format: 'deals',
    text: `deal_id,deal name,account_id,deal stage,amount,currency,owner,created_at,closed_at,Opportunity date,Customer date
d1,Acme pilot,A1,Closed Won,25000,EUR,Olive Owner,2025-05-01,2025-11-01,2025-05-10,2025-11-01
d2,Acme rollout,A1,Opportunity,240000,EUR,Olive Owner,2026-03-01,,2026-03-02,
`,
  },
  {
    name: 'profiles.ndjson', format: 'github-profiles',
    text: `${JSON.stringify({ id: 11, login: 'ada', type: 'User', name: 'Ada Byron', company: 'Beta Systems', location: 'Berlin', bio: 'Software engineer', email: 'ada@acme.com' })}\n${JSON.stringify({ id: 12, login: 'vera', type: 'User', name: 'Vera Voss', company: '@acme', email: 'vera@acme.com' })}\n`,
  },
  {
    name: 'claims.json', format: 'pdl-person',
    text: JSON.stringify({
      status: 200, likelihood: 8,
      data: {
        id: 'p1', full_name: 'vera voss', linkedin_url: 'linkedin.com/in/vera', github_url: 'github.com/vera', work_email: 'vera@acme.com', job_title: 'software engineer', job_company_name: 'acme inc', job_company_website: 'acme.com', job_start_date: '2021-05',
        experience: [
          { company: { name: 'acme inc', website: 'acme.com' }, title: { name: 'software engineer' }, start_date: '2021-05', end_date: null, is_primary: true },
          { company: { name: 'globex', website: 'globex.com' }, title: { name: 'developer' }, start_date: '2016-01', end_date: '2021-04', is_primary: false },
        ],
      },
    }),
  },
  {
    name: 'events.csv', format: 'events',
    text: `occurred_at,source,login,email,target\n${[
      ...Array.from({ length: 20 }, (_, index) => event(week('2026-01-05T10:00:00Z', index), 'product_usage', 'ada', 'ada@acme.com')),
      ...Array.from({ length: 8 }, (_, index) => event(week('2025-02-03T11:00:00Z', index * 3), 'docs_view', 'vera', 'vera@acme.com')),
      ...others.map((login, index) => event(week('2025-03-03T12:00:00Z', index), index % 2 === 0 ? 'docs_view' : 'community_message', login, `${login}@acme.com`)),
      event('2026-05-01T09:00:00Z', 'docs_view', 'bo', 'bo@beta.io'),
    ].join('\n')}\n`,
  },
]

/** Writes the files into a folder and imports them one after the other. */
export async function importStoryFiles(folder: string, importFile: (file: { path: string; format: string }) => Promise<unknown>): Promise<void> {
  for (const { name, format, text } of storyFiles) {
    await writeFile(join(folder, name), text)
    await importFile({ path: join(folder, name), format })
  }
}
