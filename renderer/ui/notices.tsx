import { Check, TriangleAlert, X } from 'lucide-react'
import { dismiss, useNotices } from '../lib/notices.ts'
import { IconButton } from './button.tsx'

/** The sentences said at the foot of the window, announced to screen readers. */
export function Notices() {
  const notices = useNotices((state) => state.notices)
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, tone, text }) => (
        <div key={id} className={`notice notice-${tone}`}>
          {tone === 'error' ? <TriangleAlert size={16} aria-hidden /> : <Check size={16} aria-hidden />}
          <p>{text}</p>
          <IconButton label="Dismiss" onClick={() => dismiss(id)}><X size={14} /></IconButton>
        </div>
      ))}
    </div>
  )
}
