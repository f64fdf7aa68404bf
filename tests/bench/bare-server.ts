import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The floor: what Node's own server does with an answer of a given size, in a process of its own. Prints its port. */
const size = Number(process.argv[2] ?? 2)
const body = Buffer.alloc(size, 'x')
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
