import { afterAll, beforeAll, expect, test } from 'vitest'
import { candidates } from '../formats.ts'
import { textSample } from '../sample.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { sniff } from '../sniff.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const account = '0015g00000AbCdE'
const contact = '0035g00000AbCdE'
const lead = '00Q5g00000AbCdE'
const deal = '0065g00000AbCdE'
const files: readonly (readonly [format: string, what: string, text: string])[] = [
  ['hubspot-companies', 'companies', 'Record ID,Company name,Company Domain Name,Lifecycle Stage\n1,Acme,acme.com,Lead\n'],
  ['hubspot-companies', 'companies with their contacts and deals', 'Record ID,Company name,Lifecycle Stage,Associated Contact IDs,Associated Contact,Associated Deal IDs\n1,Acme,Lead,1;2,Jo (jo@a.co),7\n'],
  ['hubspot-contacts', 'contacts', 'Record ID,First Name,Last Name,Email,Lifecycle Stage\n1,Jo,B,jo@a.co,Lead\n'],
  ['hubspot-contacts', 'contacts with everything of their company', 'Record ID - Contact,First Name,Email,Create Date,Phone Number,Record ID - Company,Company name,Company Domain Name,Lifecycle Stage,Create Date,Phone Number\n1,Jo,jo@a.co,2025-01-01,1,9,Acme,acme.com,Lead,2025-01-01,2\n'],
  ['hubspot-contacts', 'contacts of few columns with the ids of their companies', 'Record ID,First Name,Email,Associated Company IDs (Primary),Associated Company IDs\n1,Jo,jo@a.co,901,"901,902"\n'],
  ['hubspot-contacts', 'contacts of few columns in a list of companies', 'Record ID - Contact,First Name,Email,Record ID - Company\n1,Jo,jo@a.co,901\n'],
  ['hubspot-contacts', 'contacts with internal names', 'hs_object_id,email,firstname,lifecyclestage\n1,jo@a.co,Jo,lead\n'],
  ['hubspot-deals', 'deals', 'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date\n1,Big,Closed Won,Sales,10,2025-01-01\n'],
  ['hubspot-deals', 'deals with their company and contacts', 'Record ID,Deal Name,Deal Stage,Associated Company,Associated Company IDs,Associated Contact IDs,Associated Contact\n1,Big,Closed Won,Acme,9,1;2,Jo (jo@a.co)\n'],
  ['hubspot-deals', 'deals with internal names', 'hs_object_id,dealname,dealstage\n1,Big,closedwon\n'],
  ['salesforce-accounts', 'accounts', `Id,Name,Type,Website\n${account},Acme,Prospect,acme.com\n`],
  ['salesforce-accounts', 'a report on accounts with the stage of opportunities', `Account ID,Account Name,Opportunity Name,Stage\n${account},Acme,One,Closed Won\n`],
  ['salesforce-contacts', 'contacts', `Id,AccountId,FirstName,LastName,Email\n${contact},${account},Jo,B,jo@a.co\n`],
  ['salesforce-contacts', 'a report on contacts', `Contact ID,First Name,Last Name,Title,Email,Account Name,Account ID\n${contact},Jo,B,CTO,jo@a.co,Acme,${account}\n`],
  ['salesforce-contacts', 'a report on contacts without their ids', `Account ID,Account Name,First Name,Last Name,Email\n${account},Acme,Jo,B,jo@a.co\n`],
  ['salesforce-leads', 'leads', `Id,FirstName,LastName,Company,Email,Status,IsConverted\n${lead},Jo,B,Acme,jo@a.co,Open,false\n`],
  ['salesforce-leads', 'a report on leads without their ids', 'First Name,Last Name,Company / Account,Email,Lead Status\nJo,B,Acme,jo@a.co,Open\n'],
  ['salesforce-opportunities', 'opportunities', `Id,AccountId,Name,StageName,IsClosed,IsWon\n${deal},${account},One,Closed Won,true,true\n`],
  ['salesforce-opportunities', 'a report on opportunities', `Opportunity ID,Opportunity Name,Stage,Account Name,Account ID,Amount,Close Date\n${deal},One,Closed Won,Acme,${account},10,2025-01-01\n`],
  ['salesforce-opportunities', 'a report on opportunities without any ids', 'Opportunity Name,Stage,Stage Duration,Account Name,Amount,Probability (%),Close Date,Fiscal Period,Age\nOne,Closed Won,3,Acme,10,100,2025-01-01,Q1-2025,9\n'],
  ['salesforce-opportunity-history', 'OpportunityHistory', `Id,OpportunityId,StageName,Amount,CreatedDate\n0085g00000AbCdE,${deal},Closed Won,10,2025-01-01\n`],
  ['salesforce-opportunity-history', 'OpportunityFieldHistory', `Id,OpportunityId,Field,OldValue,NewValue,CreatedDate\n0175g00000AbCdE,${deal},StageName,Prospecting,Closed Won,2025-01-01\n`],
  ['salesforce-opportunity-history', 'a report of changes of the stage', `Opportunity ID,Opportunity Name,Stage,From Stage,To Stage,Last Modified\n${deal},One,Closed Won,Prospecting,Closed Won,2025-01-01\n`],
  ['salesforce-opportunity-history', 'a field-history report without ids', 'Opportunity Name,Field / Event,Old Value,New Value,Edit Date\nOne,Stage,Prospecting,Closed Won,2025-01-01\n'],
  ['pipedrive-organizations', 'organizations', 'Organization - ID,Organization - Name,Organization - Won deals\n1,Acme,1\n'],
  ['pipedrive-deals', 'deals with their organization and person', 'Deal - ID,Deal - Title,Deal - Status,Organization - ID,Organization - Name,Person - ID,Person - Name\n1,Big,Won,9,Acme,3,Jo\n'],
  ['pipedrive-persons', 'people with their organization', 'Person - ID,Person - Name,Person - Organization,Organization - ID,Organization - Name\n1,Jo,Acme,9,Acme\n'],
  ['accounts', 'a table of accounts', 'record_id,name,domain,stage\n1,Acme,acme.com,lead\n'],
  ['accounts', 'accounts and whom to write to', 'record_id,name,domain,email,stage\n1,Acme,acme.com,jo@acme.com,lead\n'],
  ['accounts', 'companies of Attio', 'Record ID,Name,Domains,Categories\n1,Acme,acme.com,SaaS\n'],
  ['contacts', 'a table of people', 'record_id,first_name,last_name,email,company,created_at,source\n1,Jo,B,jo@a.co,Acme,2025-01-01,Fair\n'],
  ['contacts', 'names, addresses, companies', 'name,email,company\nJo,jo@a.co,Acme\n'],
  ['contacts', 'people of Attio', 'Record ID,Record,Email addresses,Job title,Company\n1,Jo,jo@a.co,CTO,Acme\n'],
  ['deals', 'a table of deals', 'deal_id,deal,account,stage,amount,owner\n1,Big,Acme,won,10,Ann\n'],
  ['deals', 'deals of Attio', 'Record ID,Deal name,Deal stage,Deal value,Deal owner,Associated company,Associated people\n1,Big,Won,10,Ann,Acme,Jo\n'],
  ['events', 'people and what they did', 'occurred_at,source,email,company\n2025-01-01,docs_view,jo@a.co,Acme\n'],
]

test.each(files)('%s: %s, and surely nothing else', async (format, _, text) => {
  const [first, second] = candidates(textSample(await sniff(await session.file('sample', text))))
  expect(first?.importer.id).toBe(format)
  expect(first?.confidence).toBeGreaterThanOrEqual(0.5)
  expect(first?.confidence).toBeGreaterThan(second?.confidence ?? 0)
})

test('tables of people without the marks of a CRM are none of its exports', async () => {
  const apollo = 'First Name,Last Name,Title,Company Name,Email,Email Status,Seniority,Departments,# Employees,Industry,Keywords,Person Linkedin Url,Website,Company Linkedin Url,City,State\nJo,B,CTO,Acme,jo@a.co,Verified,C suite,Engineering,50,software,,,,,,\n'
  for (const text of [apollo, 'Id,FirstName,LastName,Email\n17,Jo,B,jo@a.co\n', 'name,email,company\nJo,jo@a.co,Acme\n']) {
    const likely = candidates(textSample(await sniff(await session.file('sample', text)))).filter(({ confidence }) => confidence > 0).map(({ importer }) => importer.id)
    expect(likely.filter((id) => /^(?:hubspot|salesforce|pipedrive)-/.test(id))).toEqual([])
  }
})

test('what a provider answers about a company is no account', async () => {
  const answer = JSON.stringify({ status: 200, likelihood: 8, name: 'acme', website: 'acme.com', industry: 'software' })
  expect(candidates(textSample(await sniff(await session.file('sample', answer)))).filter(({ confidence }) => confidence >= 0.5)).toEqual([])
})
