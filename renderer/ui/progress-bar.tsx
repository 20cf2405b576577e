import './controls.css'

/** `share` between 0 and 1; null while the total is unknown. */
export function ProgressBar({ share, label }: { share: number | null; label: string }) {
  return (
    <div
      className={`progress ${share === null ? 'progress-unknown' : ''}`} role="progressbar" aria-label={label}
      {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <span style={share === null ? undefined : { width: `${share * 100}%` }} />
    </div>
  )
}
