import type { Identifier, IdentifierKind } from './subject.ts'

/** What stands where a text named somebody who was erased. */
export const erasedWord = '[erased]'

/** How people are found in texts: regular expressions of RE2 with what is before, the name itself, and what is after as groups 1 to 3; matched without regard to case. */
export interface Patterns {
  /** E-mail addresses, LinkedIn profiles, GitHub accounts and person keys, wherever they stand. */
  readonly anywhere: readonly string[]
  /** Full names, between anything but letters and digits (classes of all letters take RE2 long to build, so whatever is not ASCII counts as one). */
  readonly names: readonly string[]
  /** A login or handle as a whole cell of a line of a file, or a whole JSON text. */
  readonly cells: readonly string[]
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
const any = (texts: readonly string[]): string => `(?:${texts.join('|')})`

export function patternsOf(known: readonly Identifier[]): Patterns {
  const of = (kind: IdentifierKind) => known.filter((each) => each.kind === kind).map(({ value }) => value)
  const [emails, logins, handles] = [of('email'), of('login'), of('handle')]
  const forms = [
    ...emails.map((email) => [String.raw`(^|[^a-z0-9._%+-]|%[0-9a-f]{2})`, escaped(email).replace('@', '(?:@|%40)'), String.raw`($|[^a-z0-9.-]|[.-](?:$|[^a-z0-9])|\.(?:csv|tsv|txt|json|ndjson|xlsx|parquet|zip|gz|html|pdf|pptx)(?:$|[^a-z0-9]))`]),
    ...of('linkedin').map((name) => [String.raw`(linkedin\.com(?:\\?/|%2f)(?:in|pub)(?:\\?/|%2f))`, escaped(name), String.raw`($|[^a-z0-9_%~\x{80}-\x{10FFFF}-]|%[0-9a-f]{2})`]),
    ...logins.map((login) => [String.raw`(github\.com(?:\\?/|%2f)|(?:^|[^a-z0-9_.+-])@|login(?::|%3a))`, escaped(login), '($|[^a-z0-9_-])']),
    ...of('github_id').map((id) => [String.raw`(github(?::|%3a)|githubusercontent\.com\\?/u\\?/)`, id, '($|[^0-9])']),
    ...handles.map((handle) => ['(^|[^a-z0-9_-])', escaped(handle), '($|[^a-z0-9_-])']),
  ]
  return {
    anywhere: joined(forms),
    names: joined(of('name').map((name) => [String.raw`(^|[^a-z0-9\x{80}-\x{10FFFF}])`, escaped(name).replaceAll(/\s+/g, String.raw`\s+`), String.raw`($|[^a-z0-9\x{80}-\x{10FFFF}])`])),
    cells: logins.length + handles.length === 0 ? [] : [String.raw`(^|[,;\t|"'\[])(\s*@?${any([...logins, ...handles].map(escaped))}\s*)($|[,;\t|"'\]\r\n])`],
  }
}

/** One expression for all forms that share what stands before and after. */
function joined(forms: readonly (readonly string[])[]): string[] {
  const groups = new Map<string, { before: string; after: string; texts: string[] }>()
  for (const [before = '', text = '', after = ''] of forms) {
    const group = groups.get(before + after) ?? { before, after, texts: [] }
    group.texts.push(text)
    groups.set(before + after, group)
  }
  return [...groups.values()].map(({ before, texts, after }) => `${before}(${any(texts)})${after}`)
}
