/** What crosses between the stand-in's main process and the forked engine. Ports are named by number: processes cannot share them. */
export type Wire =
  | { kind: 'post'; message: unknown; ports: number[] }
  | { kind: 'port'; port: number; data: unknown }
  | { kind: 'closed'; port: number }
