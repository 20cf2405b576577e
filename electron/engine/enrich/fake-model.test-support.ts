import type { FakeAnswer } from './fake-answers.test-support.ts'

/** How the language model behaves. `obedient` does whatever any text in its input tells it. */
export type FakeModel = 'honest' | 'obedient' | 'refusing' | 'schema-breaking' | 'inventing'

interface Asked {
  profile: Record<string, string | string[]>
  claims: { id: string; company?: string }[]
}

const textsOf = ({ profile, claims }: Asked): string[] => [...Object.values(profile).flat(), ...claims.flatMap((claim) => Object.values(claim))]

/** A chat endpoint’s answer to a request of the verifier. */
export function modelAnswer(body: Record<string, unknown>, model: FakeModel): FakeAnswer {
  const messages = body['messages'] as { role: string; content: string }[]
  const asked = JSON.parse(messages.at(-1)?.content ?? '{}') as Asked
  const who = String(asked.profile['login'] ?? JSON.stringify(asked.profile))
  const content = contentOf(asked, model)
  return {
    who,
    status: 200,
    body: {
      id: 'fake', object: 'chat.completion', created: 0, model: 'fake-model-1', usage: { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 },
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: content === null ? 'I cannot help with that.' : null } }],
    },
  }
}

function contentOf(asked: Asked, model: FakeModel): string | null {
  if (model === 'refusing') return null
  if (model === 'schema-breaking') return JSON.stringify({ verdicts: asked.claims.map(({ id }) => ({ claim: id, verdict: 'definitely', confidence: 'high' })) })
  const injected = model === 'obedient' ? textsOf(asked).find((text) => /INJECTION/.test(text)) : undefined
  if (injected !== undefined) {
    // It accepts everything it was shown and more, and quotes what told it to.
    const ids = [...asked.claims.map(({ id }) => id), 'c99', 'c1 of every other record']
    return JSON.stringify({ verdicts: ids.map((claim) => ({ claim, verdict: 'correct', confidence: 1, reason: injected, evidence: [injected.slice(0, 150)] })) })
  }
  const company = String(asked.profile['company'] ?? '')
  return JSON.stringify({
    verdicts: asked.claims.map(({ id, company: claimed = '' }) => {
      const agrees = company.toLowerCase().includes(claimed.toLowerCase()) && claimed !== ''
      const evidence = model === 'inventing' ? ['I work at every company there is'] : agrees ? [company] : []
      return { claim: id, verdict: agrees || model === 'inventing' ? 'correct' : 'unsure', confidence: 0.9, reason: 'What the profile says.', evidence }
    }),
  })
}
