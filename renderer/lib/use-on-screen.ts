import { useEffect, useState } from 'react'

/** Whether any of an element can be seen; hand it the second as its `ref`. */
export function useOnScreen(): [boolean, (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [isOnScreen, setOnScreen] = useState(false)
  useEffect(() => {
    if (!element) return
    const watching = new IntersectionObserver((entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false))
    watching.observe(element)
    return () => watching.disconnect()
  }, [element])
  return [isOnScreen, setElement]
}
