import { runCli } from './program.ts'

export interface Ended {
  code: number
  out: string
  err: string
}

/** A terminal that keeps what is written, in a folder of its own. */
export function testTerminal(folder: string, controller = new AbortController(), environment: NodeJS.ProcessEnv = {}) {
  return async (...words: string[]): Promise<Ended> => {
    const written = { out: '', err: '' }
    const code = await runCli(words, {
      print: (text) => (written.out += text),
      note: (text) => (written.err += text),
      rewrites: false,
      signal: controller.signal,
      environment,
      dataDirectory: () => Promise.resolve(`${folder}/data`),
      folder,
    })
    return { code, ...written }
  }
}
