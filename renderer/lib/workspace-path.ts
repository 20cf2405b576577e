/** A file name for an organisation: lower case, words joined by hyphens. */
export const workspacePath = (organisation: string): string =>
  organisation.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'workspace'

/** A list typed by hand: separated by commas, spaces or lines; GitHub addresses are shortened to owner/name. */
export const wordsOf = (text: string): string[] =>
  text.split(/[\s,;]+/).map((word) => word.replace(/^https?:\/\/github\.com\//, '').replace(/\/+$/, '')).filter((word) => word.length > 0)
