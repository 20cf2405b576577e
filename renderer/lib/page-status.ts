import { useEffect } from 'react'
import { create } from 'zustand'

/** What the page on screen adds to the status line, such as its row count. */
export const usePageStatus = create<{ text: string | null }>(() => ({ text: null }))

export function useSayInStatusLine(text: string | null): void {
  useEffect(() => {
    usePageStatus.setState({ text })
    return () => usePageStatus.setState({ text: null })
  }, [text])
}
