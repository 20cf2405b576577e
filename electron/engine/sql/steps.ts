/** One named step: a SELECT that reads inputs or earlier steps by name. */
export interface Step {
  readonly name: string
  readonly reads: readonly string[]
  readonly sql: string
}

/**
 * All steps up to and including `upTo` (default: the last) as one WITH statement that selects the last of them.
 * Throws when a step reads a name that is neither an input nor an earlier step, or repeats a name.
 */
export function compile(inputs: readonly string[], steps: readonly Step[], upTo?: string): string {
  const known = new Set(inputs)
  const parts: string[] = []
  for (const step of steps) {
    for (const name of step.reads) if (!known.has(name)) throw new Error(`Step ${step.name} reads ${name}, which no earlier step makes.`)
    if (known.has(step.name)) throw new Error(`Two steps are named ${step.name}.`)
    known.add(step.name)
    parts.push(`${step.name} AS (${step.sql}\n)`)
    if (step.name === upTo) break
  }
  const last = upTo ?? steps.at(-1)?.name
  if (last === undefined || !known.has(last)) throw new Error(`There is no step ${String(upTo)}.`)
  return `WITH ${parts.join(',\n')}\nSELECT * FROM ${last}`
}
