import { webSocketTransport } from '../../electron/transports/web-socket.ts'
import { AppError } from '../../shared/errors.ts'
import type { Host } from './host.ts'

const resumeKey = 'bandstand.resume'
const launchPrefix = '#launch='

interface Credentials {
  bearer: string
  resume: string
}

function isCredentials(answer: unknown): answer is Credentials {
  return typeof answer === 'object' && answer !== null && 'bearer' in answer && typeof answer.bearer === 'string'
    && 'resume' in answer && typeof answer.resume === 'string'
}

/** Takes the one-time token out of the address, so that it is neither bookmarked nor sent anywhere; `place` is the hash left instead. */
function takeLaunchToken(place = ''): string | null {
  const { hash, pathname } = window.location
  if (!hash.startsWith(launchPrefix)) return null
  window.history.replaceState(null, '', `${pathname}${place}`)
  return decodeURIComponent(hash.slice(launchPrefix.length))
}

async function openSession(proof: { launch: string } | { resume: string }): Promise<Credentials | null> {
  const response = await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(proof) })
    .catch((cause: unknown) => {
      throw new AppError('disconnected', 'The engine does not answer.', { cause })
    })
  if (!response.ok) return null
  const answer: unknown = await response.json()
  return isCredentials(answer) ? answer : null
}

/** Speaks the loopback host's protocol (see electron/hosts/web.ts). The bearer token stays in memory. */
export function loopbackHost(): Host {
  let bearer: string | null = null
  let launch = takeLaunchToken()

  const signIn = async (): Promise<string> => {
    const resume = window.sessionStorage.getItem(resumeKey)
    const credentials = (launch !== null && (await openSession({ launch }))) || (resume && (await openSession({ resume })))
    launch = null
    if (!credentials) throw new AppError('unauthorised', 'This link was used already, or belongs to an earlier run.')
    window.sessionStorage.setItem(resumeKey, credentials.resume)
    return credentials.bearer
  }

  const authorised = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(path, { ...init, headers: { Authorization: `Bearer ${bearer ?? ''}` } })
    if (response.ok) return response
    const { error } = (await response.json().catch(() => ({}))) as { error?: unknown }
    throw new AppError(response.status === 401 ? 'unauthorised' : 'unreadable_file', typeof error === 'string' ? error : response.statusText)
  }

  return {
    kind: 'loopback',
    dialogs: null,
    keys: null,
    connect: async () => {
      // After a lost connection the bearer may still hold; after a restart of the engine it does not.
      const known = bearer === null ? null : await openSocket(bearer).catch(() => null)
      if (known) return webSocketTransport(known)
      bearer = await signIn()
      return webSocketTransport(await openSocket(bearer))
    },
    // An engine that was started again prints a link; pasted where the old one was in use, it changes nothing but the hash.
    onFreshLink: (listener) => {
      window.addEventListener('hashchange', ({ oldURL }) => {
        const token = takeLaunchToken(new URL(oldURL).hash)
        if (token === null) return
        launch = token
        bearer = null
        listener()
      }, { capture: true })
    },
    pathOf: async (file) => {
      const response = await authorised(`/upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file })
      // The host's own answer, see its protocol.
      const { path } = (await response.json()) as { path: string }
      return path
    },
    download: async (download) => {
      const response = await authorised(`/download/${download}`)
      const address = URL.createObjectURL(await response.blob())
      const link = document.createElement('a')
      link.href = address
      link.download = decodeURIComponent(download.split('/').at(-1) ?? download)
      link.click()
      window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
    },
  }
}

const openSocket = (bearer: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${window.location.host}/engine`, ['bandstand.v1', `bandstand.bearer.${bearer}`])
    socket.addEventListener('open', () => resolve(socket), { once: true })
    socket.addEventListener('close', () => reject(new AppError('disconnected', 'The engine does not answer.')), { once: true })
  })
