import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Fault } from './fault.ts'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Addresses of this machine's own networks: a public name that leads there is a trap. */
const inner = new BlockList()
for (const [network, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16], ['224.0.0.0', 3]] as const) inner.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [['::', 128], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) inner.addSubnet(network, bits, 'ipv6')

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

export function assertAddress(address: string, allowLoopback: boolean): void {
  if (loopback.check(address, family(address))) {
    if (!allowLoopback) throw new Fault('not_allowed', `${address} is this machine. Requests to it must be allowed explicitly (BANDSTAND_ALLOW_LOOPBACK=1).`)
  } else if (inner.check(address, family(address))) {
    throw new Fault('not_allowed', `${address} is an address of a private network. Nothing is sent there.`)
  }
}

/** Looks a name up and refuses it when any of its addresses is not a public one. */
export const guardedLookup = (allowLoopback: boolean): LookupFunction => (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refusal = error ?? refusalOf(addresses, allowLoopback)
    const [chosen] = refusal ? [] : addresses
    if (refusal || !chosen) callback(refusal ?? new Error(`${hostname} has no address.`), [])
    else if (options.all) callback(null, addresses)
    else callback(null, chosen.address, chosen.family)
  })
}

function refusalOf(addresses: readonly LookupAddress[], allowLoopback: boolean): Error | null {
  try {
    for (const { address } of addresses) assertAddress(address, allowLoopback)
    return null
  } catch (thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown))
  }
}
