import { useState } from 'react'
import { useCall } from '../../lib/engine.ts'
import { ReviewKeycaps } from './review-keycaps.tsx'

interface AccountSearchProps {
  /** The account chosen here so far. */
  chosen: string | null
  onChoose: (account: { recordId: string; name: string }) => void
}

export const accountSearchId = 'account-search'

/** Finds another account than the candidates. Enter takes the first one found. */
export function AccountSearch({ chosen, onChoose }: AccountSearchProps) {
  const [search, setSearch] = useState('')
  const found = useCall('review.accounts', { search: search.trim() || ' ' }, { enabled: search.trim() !== '', keepPrevious: true })
  const accounts = search.trim() === '' ? [] : found.data ?? []
  const choose = (account: (typeof accounts)[number]) => {
    onChoose(account)
    setSearch('')
    // The keys decide again.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  return (
    <div className="account-search">
      <label htmlFor={accountSearchId}>Another account <ReviewKeycaps of="other" /></label>
      <input
        id={accountSearchId} className="input" type="search" autoComplete="off" placeholder="Name or domain" value={search}
        onChange={({ target }) => setSearch(target.value)}
        onKeyDown={(event) => {
          const [first] = accounts
          if (event.key === 'Enter' && first) choose(first)
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {search.trim() !== '' && found.data && accounts.length === 0 && <p className="faint">No account of that name or domain.</p>}
      <ul className="account-found">
        {accounts.map((account) => (
          <li key={account.recordId}>
            <button type="button" className="button button-quiet" aria-pressed={account.recordId === chosen} onClick={() => choose(account)}>
              <span>{account.name}</span> <span className="faint">{[account.domain, account.stage].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
