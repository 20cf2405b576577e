/** Three bars under one roof: the product's sign. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden>
      <path d="M1 6.2 9 1l8 5.2" fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <rect x="2.5" y="12" width="3" height="5" rx="0.8" fill="var(--band-low)" stroke="var(--band-edge)" strokeWidth="0.6" />
      <rect x="7.5" y="10" width="3" height="7" rx="0.8" fill="var(--band-medium)" />
      <rect x="12.5" y="8" width="3" height="9" rx="0.8" fill="var(--band-high)" />
    </svg>
  )
}
