import { checkEndpoint } from './check-endpoint.server.ts'
import type { Endpoint } from './endpoint.server.ts'
import {
  candidatesEndpoint,
  decisionEndpoint,
  engineerPermissionsEndpoint,
  outletPermissionsEndpoint,
  replayEndpoint,
} from './gate-endpoints.server.ts'
import { availabilityEndpoint, connectionEndpoint, workLogEndpoint } from './work-endpoints.server.ts'

/** Every operation of `/api/v1`, in the order of the document. */
export const endpoints: readonly Endpoint[] = [
  checkEndpoint,
  candidatesEndpoint,
  engineerPermissionsEndpoint,
  outletPermissionsEndpoint,
  decisionEndpoint,
  replayEndpoint,
  workLogEndpoint,
  connectionEndpoint,
  availabilityEndpoint,
]
