import type { WordList } from '../../../shared/contract-resolution.ts'

const domains = 'domains, e.g. mail.example.org; hosts below one count too'
const names = 'names as people write them, e.g. Example Project; spelling is compared as for companies'

/** What each list is for, in the words of the window and the command line. */
export const listHeads: Readonly<Record<WordList, { label: string; about: string; takes: string }>> = {
  'free-mail': { label: 'Mail providers', about: 'An address there says nothing about an employer.', takes: `${domains}; example.* means every suffix` },
  disposable: { label: 'Throw-away addresses', about: 'An address there names no employer and no lasting person.', takes: domains },
  noreply: { label: 'Hosts without mailboxes', about: 'Addresses there are hidden or belong to machines.', takes: domains },
  mailboxes: { label: 'Mailboxes of nobody', about: 'What stands before the @ and is never a person, at any domain.', takes: 'the part before the @, e.g. do-not-reply' },
  platforms: { label: 'Platforms', about: 'Others publish or receive mail there under a name of their own; the domain is nobody’s company.', takes: domains },
  education: { label: 'Domains of schools', about: 'An address there names a school: an employer only where schools count as employers.', takes: `${domains}; endings (ac.uk) and patterns (uni-*.de) too` },
  'education-words': { label: 'Words of schools', about: 'A company text that holds one is a school, not an employer by itself. A word taken off makes texts that hold it companies.', takes: 'words, e.g. polytechnic' },
  'not-a-company': { label: 'No company', about: 'Whoever writes exactly this names no employer.', takes: 'whole texts, e.g. between jobs' },
  communities: { label: 'Communities', about: 'Projects and groups that people name; an employer only where a person decides so.', takes: names },
  bots: { label: 'Bots', about: 'Logins of machines: kept as people, never counted.', takes: 'logins, e.g. example-ci' },
}
