import type { RulesPreview } from '../../../shared/contract-personas.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'

/** Who would move between the databases. */
export function RulesEffect({ preview: { humans, moves, personas, examples } }: { preview: RulesPreview }) {
  const moved = moves.filter(({ from, to }) => from !== to)
  const count = moved.reduce((sum, move) => sum + move.humans, 0)
  return (
    <section className="databases-card" aria-labelledby="effect-title">
      <h2 id="effect-title">Effect</h2>
      <p role="status">{count === 0 ? `Nobody of ${formatInteger(humans)} would move.` : `${countOf(count, 'person', 'people')} of ${formatInteger(humans)} would move: ${moved.map(({ from, to, humans: each }) => `${formatInteger(each)} from ${from} to ${to}`).join(', ')}.`}</p>
      <p className="soft">{personas.map(({ persona, before, after }) => `${persona} ${formatInteger(before)} → ${formatInteger(after)}`).join(' · ')}</p>
      {examples.length > 0 && <ul className="databases-examples">{examples.slice(0, 8).map(({ name, title, from, to, rule }, index) => <li key={index}>{name ?? 'somebody'}, {title ?? 'no title'}: {from} → {to} ({rule})</li>)}</ul>}
    </section>
  )
}
