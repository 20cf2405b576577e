import { useId } from 'react'
import type { PersonaRules } from '../../../shared/persona-rules.ts'

/** The words of every list, separated by commas. */
export function WordLists({ rules, onChange }: { rules: PersonaRules; onChange: (rules: PersonaRules) => void }) {
  const id = useId()
  const put = (list: string, text: string) => onChange({ ...rules, words: { ...rules.words, [list]: text.split(',').map((word) => word.trim()).filter((word) => word !== '') } })
  return (
    <section className="databases-card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Words</h2>
      <p className="soft">Separated by commas. Case and accents make no difference; a star stands for any ending: “entwickl*” finds “Entwicklerin”.</p>
      <div className="databases-words">
        {Object.entries(rules.words).map(([list, words]) => (
          <div key={list} className="field">
            <label className="field-label" htmlFor={`${id}-${list}`}>{list.replaceAll('_', ' ')}</label>
            <textarea id={`${id}-${list}`} key={words.join()} className="input" rows={4} defaultValue={words.join(', ')} onBlur={({ target }) => target.value !== words.join(', ') && put(list, target.value)} />
          </div>
        ))}
      </div>
    </section>
  )
}
