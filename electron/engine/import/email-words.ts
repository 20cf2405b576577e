import { quotedString } from '@duckdb/node-api'
import { isAmong } from './expressions.ts'

/** What tools call the four kinds of engagement; letters only. */
const words = {
  sent: ['sent', 'send', 'emailsent', 'emailsend', 'sentemail'],
  opened: ['open', 'opened', 'opens', 'emailopen', 'emailopened', 'openedemail'],
  clicked: ['click', 'clicked', 'clicks', 'emailclick', 'emailclicked', 'linkclick', 'linkclicked', 'clickedlink', 'emaillinkclicked', 'clickedemail'],
  unsubscribed: ['unsubscribe', 'unsubscribed', 'unsub', 'emailunsubscribe', 'emailunsubscribed', 'optout', 'optedout', 'groupunsubscribe', 'leadunsubscribed'],
} as const
/** What they tell beside those; nothing here is counted. */
const others = ['delivered', 'delivery', 'processed', 'bounce', 'bounced', 'hardbounce', 'softbounce', 'dropped', 'deferred', 'spamreport', 'complaint', 'complained', 'statuschange', 'reply', 'replied', 'forward', 'suppressed', 'subscribed', 'subscribe']

const letters = (word: string): string => word.toLowerCase().replaceAll(/[^a-z]/g, '')
const known = new Set<string>(Object.values(words).flat())

/** 1 for a word of an engagement, 0 for another word of e-mail tools, undefined for anything else. */
export const engagementWord = (word: unknown): 0 | 1 | undefined => {
  if (typeof word !== 'string') return undefined
  return known.has(letters(word)) ? 1 : others.includes(letters(word)) ? 0 : undefined
}

/** SQL of the kind of engagement a tool's word stands for, NULL for any other; `sent` is a further word for a sent e-mail. */
export function kindOf(text: string, sent: string | undefined): string {
  const sentWords = [...words.sent, ...(sent === undefined ? [] : [letters(sent)])]
  const branches = Object.entries({ ...words, sent: sentWords }).map(([kind, list]) => `WHEN ${isAmong('spelled', list)} THEN ${quotedString(kind)}`)
  return `list_transform([regexp_replace(lower(${text}), '[^a-z]', '', 'g')], lambda spelled: CASE ${branches.join(' ')} END)[1]`
}
