import { type ReactNode, type Ref, useEffect, useState } from 'react'

/** Below this a wait is not felt, and fading what waits would only flicker. */
const felt = 250

/** Whether something has waited long enough to be felt. */
export function useLongWait(isWaiting: boolean): boolean {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setLong(true), felt)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [isWaiting])
  return isWaiting && isLong
}

interface FadingProps {
  isWaiting: boolean
  className: string
  children: ReactNode
  ref?: Ref<HTMLDivElement>
}

/** What shows an earlier answer while the next is on its way; it fades where that takes long. */
export function Fading({ isWaiting, className, children, ref }: FadingProps) {
  const isLong = useLongWait(isWaiting)
  return <div ref={ref} className={`${className} ${isLong ? 'fading' : ''}`} aria-busy={isWaiting}>{children}</div>
}
