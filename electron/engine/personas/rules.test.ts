import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, expect, test } from 'vitest'
import { personaRules, titleWords, type Persona } from '../../../shared/persona-rules.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { firstRule, productRules, titleWordsSql } from './rules.ts'

let connection: Connection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
})

async function decided(title: string, rules = productRules()): Promise<Persona | undefined> {
  const { sql, values } = firstRule(rules)
  const { rule } = await one<{ rule: number | null }>(connection, `SELECT ${sql} AS rule FROM (SELECT ${titleWordsSql('$title')} AS words)`, { ...values, title })
  return rule === null ? undefined : rules.rules[rule]?.persona
}

const titles: Record<Persona, readonly string[]> = {
  developer: [
    'Software Engineer', 'Senior Backend Developer', 'Tech Lead', 'Lead Engineer', 'Staff Engineer, Platform', 'Data Scientist', 'DevOps Engineer', 'Machine-Learning Researcher', 'Sales Engineer', 'Developer Advocate', 'Site Reliability Engineer',
    'Softwareentwicklerin', 'Entwickler*in', 'Fachinformatiker für Anwendungsentwicklung', 'Ingenieur', 'Développeuse front-end', 'Ingénieure logiciel', 'Desarrolladora web', 'Ingeniero de software', 'I write Rust and Go.', 'C++ / Python',
  ],
  technical: [
    'Engineering Manager', 'IT Manager', 'System Administrator', 'IT-Systemadministrator', 'Teamleiter Softwareentwicklung', 'IT Consultant', 'Enterprise Architect', 'Responsable informatique', 'Administrateur systèmes', 'Gerente de TI / sistemas',
    'Técnico de sistemas', 'Platform Operations Manager', 'Data Analyst Manager',
  ],
  buyer: [
    'CTO', 'Chief Information Officer', 'VP Engineering', 'Vice President, Data', 'Director of Engineering', 'Head of Platform', 'Founder & CEO', 'Procurement Manager', 'Senior Buyer',
    'Geschäftsführerin', 'Vorstand', 'Bereichsleiter IT', 'Leiterin Entwicklung', 'Strategischer Einkäufer', 'Directeur technique', 'Présidente-directrice générale', 'Responsable achats', 'Director de tecnología', 'Jefa de compras', 'Consejero delegado', 'Sales Director',
  ],
  other: ['Account Executive', 'Recruiter', 'Engineering Recruiter', 'Software Sales',  'Marketing Manager', 'Vertriebsleiter', 'Ressources humaines', 'Abogada', 'Art Director', 'Executive Assistant'],
}

test.each(Object.entries(titles).flatMap(([persona, list]) => list.map((title) => [title, persona])))('%s is %s', async (title, persona) => {
  expect(await decided(title)).toBe(persona)
})

test('a title of none of these is left to the next source', async () => {
  expect(await decided('Beekeeper')).toBeUndefined()
  expect(await decided('I love it and my dog')).toBeUndefined()
})

test('titles and words are compared alike', async () => {
  const texts = ['Développeur (H/F) — C++', 'Straße  Œuvre', 'İstanbul', 'R&D / C#', 'Инженер-программист', '', '***']
  const found = await rows<{ words: string }>(connection, `SELECT ${titleWordsSql('t')} AS words FROM (SELECT unnest($texts::JSON::VARCHAR[]) AS t)`, { texts: JSON.stringify(texts) })
  for (const [index, { words }] of found.entries()) if (texts[index] !== 'İstanbul') expect(words).toBe(titleWords(texts[index] ?? ''))
})

test('the first rule that fits wins, and a word is whole unless it ends in a star', async () => {
  const rules = personaRules.parse({
    words: { data: ['data'], stem: ['engin*'], plus: ['c++'] },
    rules: [{ name: 'One', persona: 'buyer', has: ['data'], lacks: ['stem'] }, { name: 'Two', persona: 'developer', has: ['stem'], lacks: [] }, { name: 'Three', persona: 'technical', has: ['plus'], lacks: [] }],
    accountWithoutTitle: 'other',
  })
  expect(await Promise.all(['Data Engineer', 'data', 'database', 'C++', 'ccc'].map((title) => decided(title, rules)))).toEqual(['developer', 'buyer', undefined, 'technical', undefined])
})

test('rules that name a list that is not there, or share a name, are refused', () => {
  const rules = productRules()
  expect(personaRules.safeParse({ ...rules, rules: [{ name: 'X', persona: 'buyer', has: ['nowhere'], lacks: [] }] }).error?.issues[0]?.message).toContain('nowhere')
  expect(personaRules.safeParse({ ...rules, rules: [...rules.rules, rules.rules[0]] }).success).toBe(false)
})
