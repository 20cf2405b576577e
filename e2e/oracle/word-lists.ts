import { readFileSync } from 'node:fs'
import * as z from 'zod'

// The word lists are parameters of the method, shared as data.
const read = <T>(name: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(readFileSync(new URL(`../../resources/models/${name}.json`, import.meta.url), 'utf8')))

const words = z.array(z.string())
const grouped = z.record(z.string(), words)

export const legalForms = read('legal-suffixes', z.object({ after: grouped, before: words, attached: words }))
export const freeMail = read('free-mail', z.object({ families: words, domains: grouped, relays: words }))
export const disposable = read('disposable', z.object({ domains: words }))
export const education = read('education', z.object({ suffixes: words, patterns: words, domains: words, words, stems: words, exceptions: words }))
export const noreply = read('noreply', z.object({ github: words, domains: words, localParts: words }))
export const notCompany = read('not-a-company', z.object({ whole: words, prefixes: words, roles: words }))
export const communities = read('communities', z.object({ names: words }))
export const evidence = read('evidence', z.object({ confidence: z.record(z.string(), z.number()), nameEvidence: z.object({ people: z.number(), agreement: z.number() }) }))
export const hosts = read('platform-hosts', z.object({ shared: words, profiles: words, registries: words, genericLabels: words }))
export const bots = read('bots', z.object({ logins: words }))
export const stageWords = read('stages', z.object({ stages: z.array(z.object({ key: z.string(), bottom: z.boolean() })), rawValues: z.record(z.string(), z.string()) }))
export const scoreModel = read(
  'score',
  z.object({ sources: z.record(z.string(), z.object({ family: z.string(), weight: z.number(), halfLifeDays: z.number() })) }),
)
