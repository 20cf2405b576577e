import { TriangleAlert } from 'lucide-react'
import './warnings.css'

/** What is worth knowing about a file and stands in no one's way. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  return <ul className="warnings">{warnings.map((warning) => <li key={warning}><TriangleAlert size={14} aria-hidden /> {warning}</li>)}</ul>
}
