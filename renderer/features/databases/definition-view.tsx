import { Printer } from 'lucide-react'
import { Fragment } from 'react'
import type { PersonaSummary } from '../../../shared/contract-personas.ts'
import { personas, type PersonaRules } from '../../../shared/persona-rules.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatDay, formatInteger } from '../../lib/formats.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { partWords, ruleWords } from './words.ts'

const meaning = {
  developer: 'builds or leads the building of software, data or platforms', technical: 'is technical, but manages people or operates IT', buyer: 'decides or buys: director and above, procurement, executive', other: 'none of these, or nothing is known',
} as const

/** What marketing and sales agree on, to be printed and signed. */
export function DefinitionView() {
  const summary = useCall('personas.summary', {})
  const rules = useCall('personas.rules', {})
  const error = summary.error ?? rules.error
  if (error) return <Trouble error={error} />
  const [inForce] = rules.data?.versions ?? []
  return summary.data && inForce ? <Definition summary={summary.data} rules={inForce.rules} /> : <Skeleton height={400} />
}

function Definition({ summary, rules }: { summary: PersonaSummary; rules: PersonaRules }) {
  const { organisation } = useWorkspace()
  const count = (place: string) => summary.places.find((each) => each.place === place)?.humans ?? 0
  const decided = (rule: string) => summary.decided.filter((each) => each.rule === rule).reduce((sum, { humans }) => sum + humans, 0)
  return (
    <>
      <div><Button onClick={() => window.print()}><Printer size={14} aria-hidden /> Print</Button></div>
      <article className="definition">
        <h2>Who is a developer at {organisation}</h2>
        <p className="soft">Rules: version {summary.rules.version}, {summary.rules.name}. Counted on {formatDay(new Date().toISOString())}, {formatInteger(summary.humans)} people.</p>
        <h3>Four personas</h3>
        <ul>{personas.map((persona) => <li key={persona}><strong>{persona}</strong>: {meaning[persona]} ({formatInteger(summary.personas.find((each) => each.persona === persona)?.humans ?? 0)})</li>)}</ul>
        <h3>Two databases</h3>
        <ul>
          <li><strong>User database, for marketing</strong>: developers ({formatInteger(count('user') + count('both'))})</li>
          <li><strong>Buyer database, for sales</strong>: buyers, and technical people with an address, a company and no opt-out ({formatInteger(count('buyer') + count('both'))})</li>
        </ul>
        <p>No file for sales holds anybody of the user database. {summary.conflicts === 0 ? 'Nobody is in both.' : `${countOf(summary.conflicts, 'person is', 'people are')} in both, because their titles disagree; sales gets none of them until the titles or the rules are corrected.`}</p>
        <h3>What decides</h3>
        <p>The titles of a person are asked in this order: the CRM, what providers say, the text of the profile. The first rule that fits wins.</p>
        <ol>
          {rules.rules.map((rule) => <li key={rule.name}><strong>{rule.name}</strong> → {rule.persona} ({formatInteger(decided(rule.name))}). {ruleWords(rule)}</li>)}
          <li><strong>A GitHub account, no title in the CRM or from a provider, and no rule fits the text of the profile</strong> → {rules.accountWithoutTitle} ({formatInteger(decided('GitHub account without a title'))}).</li>
        </ol>
        <h3>The words</h3>
        <p>Case and accents make no difference; a star stands for any ending.</p>
        <dl>{Object.entries(rules.words).map(([list, words]) => <Fragment key={list}><dt>{list.replaceAll('_', ' ')}</dt><dd>{words.join(', ')}</dd></Fragment>)}</dl>
        <h3>Is it sound?</h3>
        <p>{partWords(summary.health.tooBroad)} of the user database would qualify as a lead. {partWords(summary.health.tooNarrow)} of the leads are developers.</p>
        <div className="definition-signatures">
          {['Marketing', 'Sales'].map((who) => <div key={who}><p>For {who}</p><p className="definition-line">Name</p><p className="definition-line">Signature</p><p className="definition-line">Date</p></div>)}
        </div>
      </article>
    </>
  )
}
