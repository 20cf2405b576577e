import type * as z from 'zod'

/** One call of the contract: what goes in, what comes out. */
export interface Call<I extends z.ZodType, O extends z.ZodType> {
  input: I
  output: O
}

export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({ input, output })
