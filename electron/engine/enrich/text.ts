import * as z from 'zod'

/** A text of a foreign answer: anything else, and the empty text, is nothing. */
export const text = z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null), z.string().nullable())
