import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { formatShare } from '../../lib/formats.ts'
import { methodWord } from '../../lib/signal-words.ts'

/** What is known of the person or company, and what speaks for the proposal, side by side. */
export function Facing({ item, isMatch, chosen }: { item: ReviewItem; isMatch: boolean; chosen: ReviewItem['candidates'][number] | null }) {
  return (
    <div className="facing">
      <section aria-label={isMatch ? 'Company' : 'Person'}>
        <h3>{isMatch ? 'The company' : 'The person'}</h3>
        <dl className="review-facts">
          {item.facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
        </dl>
      </section>
      <section aria-label={isMatch ? 'Account' : 'Evidence'}>
        <h3>{isMatch ? 'The account' : 'What speaks for it'}</h3>
        {isMatch ? chosen && <AccountFacts account={chosen} company={item} /> : <Evidence item={item} />}
      </section>
    </div>
  )
}

function AccountFacts({ account, company }: { account: ReviewItem['candidates'][number]; company: ReviewItem }) {
  const domain = company.facts.find(({ label }) => label === 'Domain')?.value ?? null
  const lines = [
    { label: 'Name', value: account.name, sign: sign(company.title, account.name) },
    { label: 'Domain', value: account.domain, sign: sign(domain, account.domain) },
    { label: 'Stage', value: account.stage, sign: null },
    { label: 'Country', value: account.country, sign: null },
    { label: 'Industry', value: account.industry, sign: null },
    { label: 'Read as', value: `${account.evidence} · ${methodWord(account.method)}`, sign: null },
  ]
  return (
    <dl className="review-facts">
      {lines.map((line) => line.value && <div key={line.label}><dt>{line.label}</dt><dd>{line.sign && <Sign {...line.sign} />}{line.value}</dd></div>)}
    </dl>
  )
}

interface SignWords {
  mark: '=' | '≠' | '?'
  words: string
}

function sign(left: string | null, right: string | null): SignWords {
  if (left === null || right === null) return { mark: '?', words: 'cannot be compared' }
  return left.toLowerCase() === right.toLowerCase() ? { mark: '=', words: 'equal' } : { mark: '≠', words: 'differs' }
}

const Sign = ({ mark, words }: SignWords) => <span className={`sign sign-${words.split(' ')[0] ?? ''}`} title={words}><span aria-hidden>{mark}</span><span className="unseen">{words}: </span></span>

/** When somebody worked there, as far as that is told: `2019–2022`, `since 2023`, `earlier`. */
function workedThere({ from, to, past }: ReviewItem['evidence'][number]): string | null {
  const [begin, end] = [from?.slice(0, 7), to?.slice(0, 7)]
  if (begin !== undefined && end !== undefined) return `${begin} to ${end}`
  if (end !== undefined) return `until ${end}`
  if (begin !== undefined) return past ? `from ${begin}, ended` : `since ${begin}`
  return past ? 'earlier' : null
}

const Evidence = ({ item }: { item: ReviewItem }) => (
  <ul className="review-evidence">
    {item.evidence.map((each, index) => (
      <li key={index} {...(each.current ? { className: 'review-current' } : {})}>
        <span className="review-evidence-head"><strong>{each.company}</strong><span className="numeric">{formatShare(each.confidence)}</span></span>
        <span className="soft">{[methodWord(each.method), each.current ? 'counts' : null, workedThere(each)].filter(Boolean).join(' · ')}</span>
        <span className="code faint">{each.evidence}</span>
      </li>
    ))}
  </ul>
)
