import type { ReviewItem } from '../../../shared/contract-review-item.ts'

type Link = ReviewItem['links'][number]

/** An address as one that can be opened: with http or https, nothing else; a bare host gets https. Null where it is none. */
export function webAddress(text: string | null): string | null {
  const written = text?.trim() ?? ''
  if (written === '' || /\s/.test(written)) return null
  const full = /^[a-z][a-z0-9+.-]*:/i.test(written) && !/^[^/:]+:\d/.test(written) ? written : `https://${written}`
  if (!URL.canParse(full)) return null
  const { protocol, hostname, username, password, href } = new URL(full)
  const isWeb = (protocol === 'https:' || protocol === 'http:') && hostname.includes('.') && username === '' && password === ''
  return isWeb ? href : null
}

/** Addresses worth looking at, each once; what is no address of a page is left out. */
export function linksOf(given: readonly { label: string; address: string | null }[]): Link[] {
  const links = given.flatMap(({ label, address }): Link[] => {
    const url = webAddress(address)
    return url === null ? [] : [{ label, url }]
  })
  return links.filter(({ url }, index) => links.findIndex((other) => other.url === url) === index)
}

export const githubAddress = (login: string | null): string | null => (login !== null && /^[\w-]+$/.test(login) ? `https://github.com/${login}` : null)
