const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&apos;': "'" }
export const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39|apos);/g, (entity) => entities[entity] ?? entity)

/** Figures of a page by their names. */
export const htmlFigures = (html: string): Map<string, { value: number; text: string }> =>
  new Map([...html.matchAll(/<data value="([^"]+)" id="([^"]+)">([^<]*)<\/data>/g)].map(([, value, name = '', text = '']) => [name, { value: Number(value), text: unescaped(text) }]))

/** What a reader of the page sees. */
export const htmlText = (html: string): string => unescaped(html.replace(/<style>[^]*?<\/style>/, '').replace(/<[^>]*>/g, ''))

/** Every element and attribute of the page, read without knowing what should be there. */
export function htmlTags(html: string): { tags: string[]; attributes: [string, string][] } {
  const found = [...html.replace(/<style>[^]*?<\/style>/, '').matchAll(/<\/?([a-z][\w:-]*)((?:\s+[\w:-]+(?:="[^"]*"|='[^']*'|=[^\s>]+)?)*)\s*\/?>/gi)]
  return {
    tags: [...new Set(found.map(([, tag = '']) => tag.toLowerCase()))],
    attributes: found.flatMap(([, , text = '']) => [...text.matchAll(/([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)].map(([, name = '', double, single, bare]): [string, string] => [name.toLowerCase(), unescaped(double ?? single ?? bare ?? '')])),
  }
}
