import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { serve } from '../../transports/serve.ts'
import { webSocketTransport } from '../../transports/web-socket.ts'
import { refusalOf, socketProtocol } from './gate.ts'
import type { Site } from './routes.ts'

const MOST_FRAME_BYTES = 64 * 1024 * 1024

/** Serves the endpoint on the server's `/engine`. Returns the function that ends every connection. */
export function acceptSockets(server: Server, site: Site, endpoint: Endpoint): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(socketProtocol) ? socketProtocol : false),
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = request.url === '/engine' ? refusalOf(request, 'socket', site) : { status: 403, reason: 'There is no such door.' }
    if (refusal) refuse(socket, refusal)
    else sockets.handleUpgrade(request, socket, head, (accepted) => serve(webSocketTransport(accepted), endpoint))
  })
  return () => {
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  }
}

function refuse(socket: Duplex, { status, reason }: { status: number; reason: string }): void {
  socket.on('error', () => socket.destroy())
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(reason)}\r\n\r\n`
  socket.end(head + reason)
}
