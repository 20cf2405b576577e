import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Endpoint } from '../../shared/endpoint.ts'
import { AppError } from '../../shared/errors.ts'
import type { Frame, Transport } from '../../shared/frame.ts'
import { createClient, type Client } from './client.ts'
import { inProcessPair } from './in-process.ts'
import { messagePortTransport, type EmitterPort } from './message-port.ts'
import { serve } from './serve.ts'
import { webSocketTransport } from './web-socket.ts'

interface Wire {
  caller: Transport
  engine: Transport
  /** Sends anything at all to the engine's side. */
  sendRaw: (value: unknown) => void
  end: () => Promise<void>
}

/** A Node port in the manner of Electron's MessagePortMain: an emitter whose messages arrive as events. */
function likeElectron(port: InstanceType<typeof MessageChannel>['port1']): EmitterPort {
  return {
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
    on: (type: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      type === 'message' ? port.on('message', (data: unknown) => listener({ data })) : port.on('close', () => listener({ data: null })),
  }
}

const wires: Record<string, () => Promise<Wire>> = {
  'in process': () => {
    const [caller, engine] = inProcessPair()
    // A hostile caller in the same process still goes through the clone and the parser.
    return Promise.resolve({ caller, engine, sendRaw: (value) => caller.send(value as Frame), end: () => Promise.resolve() })
  },
  MessagePort: () => {
    const { port1, port2 } = new MessageChannel()
    const wire = { caller: messagePortTransport(port1), engine: messagePortTransport(port2) }
    return Promise.resolve({ ...wire, sendRaw: (value) => port1.postMessage(value), end: () => Promise.resolve() })
  },
  MessagePortMain: () => {
    const { port1, port2 } = new MessageChannel()
    const wire = { caller: messagePortTransport(port1), engine: messagePortTransport(likeElectron(port2)) }
    return Promise.resolve({ ...wire, sendRaw: (value) => port1.postMessage(value), end: () => Promise.resolve() })
  },
  WebSocket: async () => {
    const server = createServer()
    const sockets = new WebSocketServer({ server })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const caller = webSocketTransport(socket)
    const [accepted] = (await once(sockets, 'connection')) as [WebSocket]
    const engine = webSocketTransport(accepted)
    await new Promise<void>((resolve) => (socket.readyState === WebSocket.OPEN ? resolve() : socket.once('open', resolve)))
    const sendRaw = (value: unknown) => socket.send(value instanceof Uint8Array || typeof value === 'string' ? value : JSON.stringify(value))
    const end = async () => {
      socket.terminate()
      sockets.close()
      await new Promise((resolve) => server.close(resolve))
    }
    return { caller, engine, sendRaw, end }
  },
}

/** Answers what it was asked, in the ways the tests need. */
function echoEndpoint() {
  const listeners = new Set<(topic: 'progress' | 'workspace.changed', payload: unknown) => void>()
  const aborted: unknown[] = []
  const waiting = new Set<() => void>()
  const methods: Record<string, (input: unknown, signal: AbortSignal) => Promise<unknown>> = {
    echo: (input) => Promise.resolve(input),
    refuse: () => Promise.reject(new AppError('workspace_locked', 'in use', { detail: { path: 'a.bandstand' } })),
    throw: () => Promise.reject(new RangeError('internal trouble')),
    unsendable: () => Promise.resolve({ answer: () => 1, big: 10n }),
    finish: (input, signal) => new Promise((resolve) => {
      waiting.add(() => undefined)
      signal.addEventListener('abort', () => resolve(input))
    }),
    wait: (input, signal) =>
      new Promise((resolve, reject: (reason: Error) => void) => {
        waiting.add(() => resolve(input))
        signal.addEventListener('abort', () => {
          aborted.push(input)
          reject(new Error('interrupted'))
        })
      }),
  }
  const endpoint: Endpoint = {
    call: async (method, input, signal) => {
      const found = Object.hasOwn(methods, method) ? methods[method] : undefined
      if (!found) throw new AppError('invalid_input', `There is no call named ${method}.`)
      return await found(input, signal)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const publish = (topic: 'progress' | 'workspace.changed', payload: unknown) => {
    for (const listener of listeners) listener(topic, payload)
  }
  return { endpoint, publish, aborted, waiting, listeners }
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe.each(Object.entries(wires))('%s', (name, connect) => {
  const open: Wire[] = []
  const start = async () => {
    const wire = await connect()
    open.push(wire)
    const engine = echoEndpoint()
    const stop = serve(wire.engine, engine.endpoint)
    const client = createClient(wire.caller)
    // The echo endpoint's methods are none of the contract's: its calls are made untyped.
    const call = (method: string, input?: unknown, options?: Parameters<Client['call']>[2]): Promise<unknown> =>
      client.call(method as 'workspace.close', input as Record<string, never>, options)
    return { wire, stop, client, call, ...engine }
  }
  afterEach(async () => {
    for (const wire of open.splice(0)) {
      wire.caller.close()
      wire.engine.close()
      await wire.end()
    }
  })

  test('values come back as they went', async () => {
    const { call } = await start()
    const value = { text: 'ä€🎺', numbers: [0, -1.5, 1e300], nothing: null, nested: [{ yes: true }, []], empty: {} }
    expect(await call('echo', value)).toEqual(value)
    expect(await call('echo', null)).toBeNull()
    expect(await call('echo', undefined)).toBeUndefined()
  })

  test('bytes come back as bytes, wherever they stand and however many', async () => {
    const { call } = await start()
    const bytes = new Uint8Array(300_000).map((_, index) => index % 251)
    const view = bytes.subarray(7, 7 + 1_000)
    const answer = (await call('echo', { arrow: bytes, list: [view, new Uint8Array(0)], rows: 3 })) as { arrow: Uint8Array; list: Uint8Array[]; rows: number }
    expect(answer.arrow).toBeInstanceOf(Uint8Array)
    expect(Buffer.compare(answer.arrow, bytes)).toBe(0)
    expect(Buffer.compare(answer.list[0] ?? new Uint8Array(), view)).toBe(0)
    expect(answer.list[1]).toEqual(new Uint8Array(0))
    expect(answer.rows).toBe(3)
    expect(await call('echo', view)).toEqual(Uint8Array.from(view))
  })

  test('a key named __proto__ is a key and changes no prototype', async () => {
    const { call } = await start()
    const hostile: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}')
    const answer = await call('echo', hostile)
    expect(answer).toEqual(hostile)
    expect(Object.getPrototypeOf(answer)).toBe(Object.prototype)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('an error keeps code, message and detail; a foreign one becomes internal', async () => {
    const { call } = await start()
    await expect(call('refuse')).rejects.toMatchObject({ name: 'AppError', code: 'workspace_locked', message: 'in use', detail: { path: 'a.bandstand' } })
    await expect(call('throw')).rejects.toMatchObject({ code: 'internal', message: 'internal trouble' })
  })

  test('an answer that cannot be sent is an error, and the next call works', async () => {
    const { call } = await start()
    await expect(call('unsendable')).rejects.toMatchObject({ code: 'internal' })
    expect(await call('echo', 1)).toBe(1)
  })

  test('an input that cannot be sent is refused, and the next call works', async () => {
    const { call } = await start()
    await expect(call('echo', { big: 10n, answer: () => 1, self: Symbol('x') })).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await call('echo', 1)).toBe(1)
  })

  test.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', 'valueOf', '', 'workspace.nothing'])('the method name %j is no call', async (method) => {
    const { call } = await start()
    await expect(call(method, {})).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('calls run beside each other and each gets its own answer', async () => {
    const { call, waiting } = await start()
    const first = call('wait', 'first')
    const others = await Promise.all(Array.from({ length: 50 }, (_, index) => call('echo', index)))
    expect(others).toEqual(Array.from({ length: 50 }, (_, index) => index))
    await until(() => waiting.size === 1)
    for (const go of waiting) go()
    expect(await first).toBe('first')
  })

  test('cancelling rejects with the reason given and aborts that call only', async () => {
    const { call, aborted, waiting } = await start()
    const controller = new AbortController()
    const cancelled = call('wait', 'cancelled', { signal: controller.signal })
    const kept = call('wait', 'kept')
    await until(() => waiting.size === 2)
    const reason = new Error('not needed any more')
    controller.abort(reason)
    await expect(cancelled).rejects.toBe(reason)
    await until(() => aborted.length > 0)
    expect(aborted).toEqual(['cancelled'])
    for (const go of waiting) go()
    expect(await kept).toBe('kept')
  })

  test('a patient call that was cancelled tells what became of it: done all the same, or not', async () => {
    const { call, waiting } = await start()
    const controller = new AbortController()
    const done = call('finish', 'done', { signal: controller.signal, patient: true })
    const undone = call('wait', 'undone', { signal: controller.signal, patient: true })
    await until(() => waiting.size === 2)
    const reason = new Error('not needed any more')
    controller.abort(reason)
    expect(await done).toBe('done')
    await expect(undone).rejects.toBe(reason)
  })

  test('a signal aborted beforehand sends nothing', async () => {
    const { call, waiting } = await start()
    const reason = new Error('too late')
    await expect(call('wait', 1, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    await call('echo', 1)
    expect(waiting.size).toBe(0)
  })

  test('the engine answers a cancelled call with `cancelled`, once', async () => {
    const { wire, waiting } = await start()
    const frames: Frame[] = []
    wire.caller.onFrame((frame) => frames.push(frame))
    wire.caller.send({ kind: 'call', id: 900, method: 'wait', input: 1 })
    await until(() => waiting.size === 1)
    wire.caller.send({ kind: 'cancel', id: 900 })
    wire.caller.send({ kind: 'cancel', id: 900 })
    wire.caller.send({ kind: 'call', id: 901, method: 'echo', input: 2 })
    await until(() => frames.some(({ kind }) => kind === 'ok') && frames.length >= 2)
    expect(frames.filter((frame) => frame.kind === 'cancelled')).toEqual([{ kind: 'cancelled', id: 900 }])
  })

  test('events reach the listeners of their topic, parsed; misfits are dropped', async () => {
    const { client, call, publish, listeners } = await start()
    const seen: unknown[] = []
    const stop = client.on('progress', (payload) => seen.push(payload))
    const other: unknown[] = []
    client.on('workspace.changed', (payload) => other.push(payload))
    const progress = {
      jobId: 'j', kind: 'import', label: 'stars.json', state: 'running', done: 1, total: null, unit: 'bytes', rowsPerSecond: null, etaSeconds: null,
    }
    publish('progress', progress)
    publish('progress', { jobId: 'j', kind: 'no such kind' })
    await call('echo', 'after the events')
    expect(seen).toEqual([progress])
    expect(other).toEqual([])
    stop()
    publish('progress', progress)
    await call('echo', 'after the events')
    expect(seen).toHaveLength(1)
    expect(listeners.size).toBe(1)
  })

  test('when the engine goes away, running and later calls are rejected as disconnected and the listener is told once', async () => {
    const { wire, client, call, waiting, listeners, aborted } = await start()
    let told = 0
    client.onClose(() => told++)
    const running = call('wait', 'running')
    await until(() => waiting.size === 1)
    wire.engine.close()
    await expect(running).rejects.toMatchObject({ code: 'disconnected' })
    await expect(call('echo', 1)).rejects.toMatchObject({ code: 'disconnected' })
    expect(told).toBe(1)
    expect(listeners.size).toBe(0)
    expect(aborted).toEqual(['running'])
  })

  test('when the caller goes away, its calls are aborted and its subscription ends', async () => {
    const { wire, call, waiting, listeners, aborted } = await start()
    const running = call('wait', 'running')
    await until(() => waiting.size === 1)
    wire.caller.close()
    await expect(running).rejects.toMatchObject({ code: 'disconnected' })
    await until(() => aborted.length === 1)
    expect(listeners.size).toBe(0)
  })

  test('serving can be stopped while the transport stays open', async () => {
    const { stop, call, waiting, wire, listeners } = await start()
    const running = call('wait', 'running')
    await until(() => waiting.size === 1)
    stop()
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    expect(listeners.size).toBe(0)
    const again = echoEndpoint()
    serve(wire.engine, again.endpoint)
    expect(await call('echo', 'again')).toBe('again')
  })

  test('a second call under a running id is dropped', async () => {
    const { wire, waiting } = await start()
    const frames: Frame[] = []
    wire.caller.onFrame((frame) => frames.push(frame))
    wire.caller.send({ kind: 'call', id: 900, method: 'wait', input: 'first' })
    wire.caller.send({ kind: 'call', id: 900, method: 'echo', input: 'second' })
    wire.caller.send({ kind: 'call', id: 901, method: 'echo', input: 'third' })
    await until(() => frames.length === 1)
    for (const go of waiting) go()
    await until(() => frames.length === 2)
    expect(frames).toEqual([{ kind: 'ok', id: 901, output: 'third' }, { kind: 'ok', id: 900, output: 'first' }])
  })

  test('what is no frame is dropped and the connection goes on', async () => {
    const { wire, call } = await start()
    const bytes = (text: string) => new TextEncoder().encode(text)
    const headed = (header: unknown, claimed?: number) => {
      const head = bytes(JSON.stringify(header))
      const whole = new Uint8Array(4 + head.length)
      new DataView(whole.buffer).setUint32(0, claimed ?? head.length, true)
      whole.set(head, 4)
      return whole
    }
    const frame = (path: unknown, length: unknown) => headed({ frame: { kind: 'call', id: 1, method: 'echo', input: null }, blobs: [{ path, length }] })
    const hostile: unknown[] = [
      null, 0, '', 'call', [], {}, true,
      { kind: 'call' }, { kind: 'call', id: '1', method: 'echo', input: 1 }, { kind: 'call', id: -1, method: 'echo' }, { kind: 'call', id: 1.5, method: 'echo' },
      { kind: 'call', id: 1, method: { toString: 'echo' }, input: 1 }, { kind: 'toString', id: 1 }, { kind: '__proto__', id: 1 },
      { kind: 'error', id: 1, error: { code: 'no such code', message: 'x' } }, { kind: 'error', id: 1 }, { kind: 'event' }, { kind: 'cancel' },
      { kind: 'cancel', id: 77 }, { kind: 'ok', id: 77, output: 1 }, { kind: 'cancelled', id: 77 },
      new Uint8Array(0), new Uint8Array(3), new Uint8Array(64).fill(255), bytes('not a frame at all'),
      headed({ frame: 1 }), headed({ blobs: [] }), headed(null), headed([]), headed({ frame: null, blobs: null }, 4_000_000_000),
      frame(['input'], 10), frame(['input'], -1), frame(['input'], 1e15), frame(['input'], 'x'), frame('input', 0), frame(['method'], 0),
      frame(['__proto__', 'polluted'], 0), frame(['toString'], 0), frame([{}], 0), frame(['input', 'deep', 'er'], 0), frame([], 0),
    ]
    for (const value of hostile) wire.sendRaw(value)
    expect(await call('echo', name)).toBe(name)
  })

  test('answers to calls nobody made are dropped by the caller', async () => {
    const { wire, call } = await start()
    wire.engine.send({ kind: 'ok', id: 4711, output: 1 })
    wire.engine.send({ kind: 'event', topic: '__proto__', payload: 1 })
    expect(await call('echo', 1)).toBe(1)
  })
})
