import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from '#app/config.server.ts'
import type { StartedRuntime } from '#app/runtime-contract.server.ts'

/**
 * Lets the server listen and prints where it is reached and how to sign in. A taken or forbidden port ends the process with one line: the
 * variable, what was found, what is expected.
 */
export async function listen(
  server: Server,
  { server: { host, port }, publicUrl, mode }: Config,
  runtime: StartedRuntime,
): Promise<void> {
  await new Promise<void>((resolve) => {
    server.once('error', (failure: NodeJS.ErrnoException) => {
      console.error(reasonNotToListen(failure, host, port))
      process.exit(1)
    })
    server.listen({ host, port }, resolve)
  })
  const used = (server.address() as AddressInfo).port
  const address = used === port ? publicUrl : `http://localhost:${used}`
  console.log([`Tiergate (${mode}) at ${address}`, ...runtime.banner].join('\n'))
}

function reasonNotToListen(failure: NodeJS.ErrnoException, host: string, port: number): string {
  if (failure.code === 'EADDRINUSE')
    return `PORT: found ${port}, which another process uses, expected a free port`
  if (failure.code === 'EACCES')
    return `PORT: found ${port}, which this user may not use, expected a port from 1024`
  if (failure.code === 'EADDRNOTAVAIL' || failure.code === 'ENOTFOUND')
    return `HOST: found "${host}", expected an address of this machine`
  return `Cannot listen on ${host}:${port}: ${failure.message}`
}
