/** "Opportunity" → "opportunities"; a label that does not look like an English noun gets "… accounts". */
export function manyOf(label: string): string {
  const word = label.toLowerCase()
  if (!/^[a-z]{3,}$/.test(word) || word.endsWith('ss')) return `${word} accounts`
  if (word.endsWith('s')) return word
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`
}

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
