import type { ReportLanguage } from '../../../shared/contract-report.ts'

export type LimitId = 'stars_restricted' | 'stargazer_cap' | 'archive_incomplete' | 'archive_pushes' | 'code_search_cap' | 'events_feed' | 'code_search' | 'contributors' | 'scarf_dnt' | 'rb2b' | 'downloads_anonymous'

/** Files it was found in, where its sentence tells them; and whether there are stars among the events. */
export interface LimitKnown {
  files?: number
  hasStars?: boolean
}

type Words = Record<LimitId, (known: LimitKnown) => string>

const counted = (locale: string, one: string, many: string) => ({ files = 0 }: LimitKnown): string => `${files.toLocaleString(locale)} ${files === 1 ? one : many}`
const english = (one: string, many: string) => counted('en', one, many)
const german = (one: string, many: string) => counted('de', one, many)

const en: Words = {
  stars_restricted: (known) => `Since 30 June 2026 GitHub shows who starred a repository only to its admins and collaborators: ${english('list was', 'lists were')(known)} collected later and may lack stars.`,
  stargazer_cap: (known) => `${english('stargazer list stops', 'stargazer lists stop')(known)} at 40,000, where GitHub stops listing: later stars are missing.`,
  archive_incomplete: ({ hasStars }) => `GH Archive has been incomplete since June 2025${hasStars ? '; in 2026 it captured under 20 % of stars' : ''}. Do not compare with earlier months.`,
  archive_pushes: () => 'Since 7 October 2025 GH Archive lists pushes without their commits: a push counts as one commit, and its authors’ addresses are missing.',
  code_search_cap: (known) => `${english('code search holds', 'code searches hold')(known)} 1,000 results, the most GitHub gives of one query: further hits are missing.`,
  events_feed: () => 'A file of at most 300 events may be GitHub’s events feed, which shows the last 300 events of at most 30 days.',
  code_search: () => 'GitHub’s code search gives at most 1,000 results of a query, from default branches and files under 384 KB.',
  contributors: () => 'GitHub links only the first 500 author addresses of a repository to accounts; the other contributors come by address, and none has a date.',
  scarf_dnt: () => 'Scarf leaves out who asks not to be tracked (dnt), and names companies by network address: people at home are not seen.',
  rb2b: () => 'RB2B identifies people in the United States only, and a file covers at most 30 days.',
  downloads_anonymous: () => 'Package registries such as npm and PyPI count downloads and never identify a company: a trend of the package, never scored. Mirrors and build servers are among them.',
}

const de: Words = {
  stars_restricted: (known) => `Seit dem 30. Juni 2026 zeigt GitHub nur noch Verwaltern und Mitwirkenden eines Repositorys, wer ihm einen Stern gab: ${german('Liste wurde', 'Listen wurden')(known)} später geholt, und Sterne können fehlen.`,
  stargazer_cap: (known) => `${german('Sternliste endet', 'Sternlisten enden')(known)} bei 40.000, wo GitHub nichts mehr aufzählt: Spätere Sterne fehlen.`,
  archive_incomplete: ({ hasStars }) => `GH Archive ist seit Juni 2025 unvollständig${hasStars ? '; 2026 erfasste es weniger als 20 % der Sterne' : ''}. Ein Vergleich mit früheren Monaten führt irre.`,
  archive_pushes: () => 'Seit dem 7. Oktober 2025 nennt GH Archive Pushes ohne ihre Commits: Ein Push zählt als ein Commit, und die Adressen der Autoren fehlen.',
  code_search_cap: (known) => `${german('Codesuche enthält', 'Codesuchen enthalten')(known)} 1.000 Treffer, so viele GitHub für eine Anfrage höchstens gibt: Weitere Treffer fehlen.`,
  events_feed: () => 'Eine Datei mit höchstens 300 Ereignissen kann der Ereignis-Feed von GitHub sein; er zeigt die letzten 300 Ereignisse aus höchstens 30 Tagen.',
  code_search: () => 'Die Codesuche von GitHub gibt höchstens 1.000 Treffer einer Anfrage, aus Standardzweigen und aus Dateien unter 384 KB.',
  contributors: () => 'GitHub verbindet nur die ersten 500 Autorenadressen eines Repositorys mit Konten; die übrigen Mitwirkenden kommen mit ihrer Adresse, und keiner hat ein Datum.',
  scarf_dnt: () => 'Scarf lässt aus, wer nicht erfasst werden will (dnt), und nennt Firmen nach der Netzadresse: Wer zu Hause sitzt, wird nicht gesehen.',
  rb2b: () => 'RB2B erkennt nur Personen in den Vereinigten Staaten, und eine Datei umfasst höchstens 30 Tage.',
  downloads_anonymous: () => 'Paketverzeichnisse wie npm und PyPI zählen Downloads und nennen nie eine Firma: ein Trend des Pakets, der nicht in die Punkte eingeht. Spiegelserver und Buildserver sind darunter.',
}

const words: Record<ReportLanguage, Words> = { en, de }

export const limitWords = (id: LimitId, known: LimitKnown, language: ReportLanguage): string => words[language][id](known)
