import type { ReviewItem, ReviewLine } from '../../../shared/contract-review-item.ts'
import type { ItemKind } from '../../../shared/decision.ts'
import { providerWord } from '../../lib/signal-words.ts'

const heads: Readonly<Record<ItemKind, readonly [string, string]>> = {
  claim: ['The developer', 'The claim'], attribution: ['The developer', 'The company'], match: ['The company', 'The account'],
}

/** Two cards facing each other, line by line; what speaks against the item comes first. */
export function CompareCards({ kind, item }: { kind: ItemKind; item: ReviewItem }) {
  const [left, right] = heads[kind]
  const provider = item.claims.find(({ isItem }) => isItem)?.provider
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col"><span className="unseen">Field</span></th>
          <th scope="col">{left}</th>
          <th scope="col" className="compare-sign"><span className="unseen">Comparison</span></th>
          <th scope="col">{right}{kind === 'claim' && provider !== undefined && <span className="faint"> of {providerWord(provider)}</span>}</th>
        </tr>
      </thead>
      <tbody>
        {item.lines.map((line) => (
          <tr key={line.field} className={`compare-${line.sign}`}>
            <th scope="row">{line.label}</th>
            <td>{line.left ?? <Silent />}</td>
            <td className="compare-sign"><Sign sign={line.sign} /></td>
            <td>{line.right ?? <Silent />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Silent = () => <span className="faint" title="Nothing is known of it.">–</span>

const signs: Readonly<Record<ReviewLine['sign'], readonly [string, string]>> = {
  equal: ['=', 'equal'], differs: ['≠', 'differs'], unknown: ['?', 'cannot be compared'],
}

function Sign({ sign }: { sign: ReviewLine['sign'] }) {
  const [mark, words] = signs[sign]
  return <span className={`sign sign-${sign}`} title={words}><span aria-hidden>{mark}</span><span className="unseen">{words}</span></span>
}
