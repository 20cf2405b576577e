import type { CompanyLink, CompanyLinkKind } from '../../../../shared/contract-links.ts'

export const kindWords: Readonly<Record<CompanyLinkKind, string>> = { renamed: 'was renamed to', acquired: 'was acquired by', subsidiary: 'is a subsidiary of' }

type Effect = CompanyLink['effect']

export const effectWords: Readonly<Record<Effect, string>> = {
  counts: 'Counts for', own_account: 'Has an account of its own', no_account: 'Leads to no account', decided: 'A person decided', off: 'Subsidiaries are switched off', nobody: 'Nobody is known there',
  not_resolved: 'Being resolved…',
}

export const effectNotes: Readonly<Record<Effect, string>> = {
  counts: 'The company has no account of its own, so it counts for that of its nearest parent.',
  own_account: 'A company that equals an account keeps it, whatever links say.',
  no_account: 'Neither the parent nor any parent of it equals an account.',
  decided: 'A decision about this company’s account outranks the link.',
  off: 'Switch on “Subsidiaries count for their parent” for this link to count.',
  nobody: 'No person, event or account names this company.',
  not_resolved: 'The effect shows as soon as the results are up to date.',
}
