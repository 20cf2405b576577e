import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { personas, type PersonaRules } from '../../../shared/persona-rules.ts'
import { Button, IconButton } from '../../ui/button.tsx'

interface RuleTableProps {
  rules: PersonaRules
  onChange: (rules: PersonaRules) => void
}

type Rule = PersonaRules['rules'][number]

/** The rules in their order: the first that fits a title wins. */
export function RuleTable({ rules, onChange }: RuleTableProps) {
  const put = (next: readonly Rule[]) => onChange({ ...rules, rules: [...next] })
  const replace = (index: number, rule: Rule) => put(rules.rules.with(index, rule))
  const swap = (index: number, other: number) => {
    const [one, two] = [rules.rules[index], rules.rules[other]]
    if (one && two) put(rules.rules.with(index, two).with(other, one))
  }
  const lists = Object.keys(rules.words)
  return (
    <section className="databases-card" aria-labelledby="rules-title">
      <h2 id="rules-title">Rules</h2>
      <p className="soft">From the top: the first rule that fits a title decides. A rule fits where the title has a word of every list it names, and none of those it excludes.</p>
      <div className="data-scroll" tabIndex={0} role="region" aria-label="Rules in their order">
        <table className="data-table databases-rules">
          <thead><tr><th scope="col">Rule</th><th scope="col">Persona</th><th scope="col">Has a word of each of</th><th scope="col">Has none of</th><th scope="col">Order</th></tr></thead>
          <tbody>
            {rules.rules.map((rule, index) => (
              <tr key={index}>
                <th scope="row"><input className="input" aria-label={`Name of rule ${index + 1}`} value={rule.name} maxLength={120} onChange={({ target }) => replace(index, { ...rule, name: target.value })} /></th>
                <td>
                  <select className="input" aria-label={`Persona of rule ${index + 1}`} value={rule.persona} onChange={({ target }) => replace(index, { ...rule, persona: personas.find((each) => each === target.value) ?? 'other' })}>
                    {personas.map((each) => <option key={each}>{each}</option>)}
                  </select>
                </td>
                <td><Lists label={`Lists that rule ${index + 1} needs`} chosen={rule.has} lists={lists} onChange={(has) => replace(index, { ...rule, has })} /></td>
                <td><Lists label={`Lists that rule ${index + 1} excludes`} chosen={rule.lacks} lists={lists} onChange={(lacks) => replace(index, { ...rule, lacks })} /></td>
                <td className="databases-order">
                  <IconButton label={`Move rule ${index + 1} up`} disabled={index === 0} onClick={() => swap(index, index - 1)}><ArrowUp size={14} aria-hidden /></IconButton>
                  <IconButton label={`Move rule ${index + 1} down`} disabled={index === rules.rules.length - 1} onClick={() => swap(index, index + 1)}><ArrowDown size={14} aria-hidden /></IconButton>
                  <IconButton label={`Remove rule ${index + 1}`} disabled={rules.rules.length === 1} onClick={() => put(rules.rules.toSpliced(index, 1))}><Trash2 size={14} aria-hidden /></IconButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div><Button onClick={() => put([...rules.rules, { name: `Rule ${rules.rules.length + 1}`, persona: 'other', has: lists.slice(0, 1), lacks: [] }])}>Add a rule</Button></div>
    </section>
  )
}

/** Lists of words, each with a way to take it out, and a choice to add one. */
function Lists({ label, chosen, lists, onChange }: { label: string; chosen: readonly string[]; lists: readonly string[]; onChange: (lists: string[]) => void }) {
  return (
    <div className="databases-lists">
      {chosen.map((list) => <button key={list} type="button" className="chip" aria-label={`${label}: take out ${list}`} onClick={() => onChange(chosen.filter((each) => each !== list))}>{list.replaceAll('_', ' ')} ×</button>)}
      <select className="input" aria-label={`${label}: add`} value="" onChange={({ target }) => onChange([...chosen, target.value])}>
        <option value="">add …</option>
        {lists.filter((list) => !chosen.includes(list)).map((list) => <option key={list} value={list}>{list.replaceAll('_', ' ')}</option>)}
      </select>
    </div>
  )
}
