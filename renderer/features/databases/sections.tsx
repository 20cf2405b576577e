import { linkTo, useRoute } from '../../lib/use-route.ts'

const sections = [
  { view: null, label: 'User database', title: 'Developers: for marketing' },
  { view: 'buyer', label: 'Buyer database', title: 'Buyers, and technical people whom sales can qualify' },
  { view: 'conflicts', label: 'Conflicts', title: 'Who is in both, and by which titles' },
  { view: 'rules', label: 'Rules', title: 'What decides who is a developer' },
  { view: 'health', label: 'Health', title: 'Whether the definition is too broad or too narrow' },
  { view: 'definition', label: 'Definition', title: 'The agreed definition, to be signed by marketing and sales' },
  { view: 'log', label: 'Files written', title: 'Every file that was written for people outside' },
] as const

/** Which part of the page is shown. */
export function Sections() {
  const route = useRoute()
  return (
    <nav className="databases-sections" aria-label="Parts of this page">
      {sections.map(({ view, label, title }) => (
        <a key={label} className="button" title={title} aria-current={route.view === view ? 'page' : undefined} href={linkTo(route, { view, where: [], search: '', sort: [], columns: [], open: null })}>{label}</a>
      ))}
    </nav>
  )
}
