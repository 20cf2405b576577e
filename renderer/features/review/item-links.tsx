import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { openOutside, outsideAddress } from '../../lib/outside.ts'
import { Button } from '../../ui/button.tsx'
import { ReviewKeycaps } from './review-keycaps.tsx'

export const firstLinkId = 'review-first-link'

/** Addresses from profiles and claims: text, until somebody asks for one. */
export function ItemLinks({ links }: { links: ReviewItem['links'] }) {
  if (links.length === 0) return null
  return (
    <section className="panel-part" aria-label="Links">
      <h3>Links <ReviewKeycaps of="links" /></h3>
      <ul className="panel-list">
        {links.map(({ label, url }, index) => (
          <li key={url} className="panel-link">
            <span className="faint">{label}</span>
            <span className="code">{url}</span>
            {outsideAddress(url) !== null
              ? <Button tone="quiet" {...(index === 0 ? { id: firstLinkId } : {})} aria-label={`Open ${url} in the browser`} onClick={() => openOutside(url)}>Open</Button>
              : <span className="faint" title="Only https addresses are opened.">not opened</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
