import * as z from 'zod'

export const personas = ['developer', 'technical', 'buyer', 'other'] as const
export const persona = z.enum(personas)
export type Persona = z.infer<typeof persona>

const listName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'A list is named in small letters, digits and underscores.')
const rule = z.strictObject({
  name: z.string().trim().min(1, 'Give the rule a name.').max(120),
  persona,
  /** Lists of which each must have a word in the title. */
  has: z.array(listName).min(1, 'A rule looks for words of at least one list.').max(10),
  /** Lists of which none may. */
  lacks: z.array(listName).max(10),
})

/** What decides who is a developer: the first rule that fits a title wins. */
export const personaRules = z
  .strictObject({
    /** Words and phrases by the name of their list, compared without case and accents; `engineer*` stands for every word that begins so. */
    words: z.record(listName, z.array(z.string().trim().min(1).max(80)).min(1, 'A list has at least one word.').max(1000)),
    rules: z.array(rule).min(1).max(100),
    /** Whoever has a GitHub account, no title in the CRM or from a provider, and a profile text no rule fits. */
    accountWithoutTitle: persona,
  })
  .superRefine(({ words, rules }, context) => {
    const names = new Set<string>()
    for (const [index, { name, has, lacks }] of rules.entries()) {
      for (const list of [...has, ...lacks]) if (!Object.hasOwn(words, list)) context.addIssue({ code: 'custom', path: ['rules', index], message: `There is no list of words named ${list}.` })
      if (names.has(name.toLowerCase())) context.addIssue({ code: 'custom', path: ['rules', index, 'name'], message: `Two rules are named ${name}.` })
      names.add(name.toLowerCase())
    }
  })
export type PersonaRules = z.infer<typeof personaRules>

/** Text as titles and words are compared: small letters without accents, single spaces. */
export const titleWords = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, ' ').trim()
