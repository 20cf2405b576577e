import type { Workspace } from '../db/workspace.ts'
import { judge, makeWorld, resolveWorld } from '../resolve/world.test-support.ts'
import { seededRandom, type Random } from '../random.ts'

export const stages = [{ stage: 'lead', accounts: 700, withPeople: 380 }, { stage: 'opportunity', accounts: 240, withPeople: 170 }, { stage: 'customer', accounts: 200, withPeople: 160 }] as const
export const evidenceGroups = ['email_domain', 'company_text', 'provider:pdl', 'provider:apollo'] as const
export type Group = (typeof evidenceGroups)[number]

/** How often people of each stage are found by each kind of evidence: weak evidence leads to leads more often, so that false positives shift lift. */
const mix: Readonly<Record<(typeof stages)[number]['stage'], Readonly<Record<Group, number>>>> = {
  lead: { email_domain: 1, company_text: 2, 'provider:pdl': 4, 'provider:apollo': 3 },
  opportunity: { email_domain: 3, company_text: 3, 'provider:pdl': 2, 'provider:apollo': 2 },
  customer: { email_domain: 6, company_text: 3, 'provider:pdl': 1, 'provider:apollo': 1 },
}

export interface Attributed {
  id: number
  account: string
  group: Group
}

/** What a machine saw: a resolved workspace of accounts and people, each attributed to one account by one kind of evidence, all active. */
export interface SimulatedWorld {
  workspace: Workspace
  people: Attributed[]
  remove: () => Promise<void>
}

/** Names that no two accounts share and that read like nothing else. */
const nameAt = (index: number): string => `${['Bal', 'Cor', 'Dun', 'Fel', 'Gor', 'Hul', 'Jex', 'Kip', 'Lom', 'Mav'][index % 10] ?? ''}${['ant', 'orix', 'ume', 'ysta', 'oph', 'irn', 'esk', 'ald', 'upo', 'inz'][Math.floor(index / 10) % 10] ?? ''}${String(index)}`
const domainAt = (index: number): string => `${nameAt(index).toLowerCase()}.com`

export async function simulatedWorld(seed: string): Promise<SimulatedWorld> {
  const random = seededRandom(`world ${seed}`)
  const accounts = stages.flatMap(({ stage, accounts: count, withPeople }) => Array.from({ length: count }, (_, place) => ({ stage, isFound: place < withPeople })))
    .map((account, index) => ({ ...account, record_id: String(index + 1), name: nameAt(index), domain: domainAt(index) }))
  const people = accounts.filter(({ isFound }) => isFound).flatMap(({ record_id: account, stage }) => Array.from({ length: peopleOf(random) }, () => ({ account, group: groupOf(random, stage) })))
    .map((person, index) => ({ id: index + 1, ...person }))
  const { workspace, remove } = await makeWorld()
  const companyOf = ({ account }: Attributed) => ({ name: nameAt(Number(account) - 1), domain: domainAt(Number(account) - 1) })
  await resolveWorld(workspace, [{
    accounts: accounts.map(({ record_id, name, domain, stage }) => ({ record_id, name, domain, stage })),
    profiles: people.map((person) => ({
      github_id: person.id, login: `dev${person.id}`,
      ...(person.group === 'company_text' ? { company: companyOf(person).name } : {}), ...(person.group === 'email_domain' ? { email: `dev${person.id}@${companyOf(person).domain}` } : {}),
    })),
    claims: people.flatMap((person) => (person.group.startsWith('provider:') ? [{ provider: person.group.slice(9), github_id: person.id, company: companyOf(person).name, domain: companyOf(person).domain }] : [])),
    events: people.map(({ id }) => ({ github_id: id, login: `dev${id}`, occurred_at: '2025-12-01', quantity: 1 + random.integer(0, 3) })),
  }])
  return { workspace, people, remove }
}

/** Makes every claim count: a verifier calls it correct, and is fallible. */
export const acceptClaims = (workspace: Workspace): Promise<void> => judge(workspace, { pdl: ['correct', 0.9], apollo: ['correct', 0.9] })

const peopleOf = (random: Random): number => random.weighted([[1, 6], [2, 3], [3, 1]])
const groupOf = (random: Random, stage: (typeof stages)[number]['stage']): Group => random.weighted(evidenceGroups.map((group) => [group, mix[stage][group]] as const))
