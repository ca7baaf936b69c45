import { hoisted } from '../api/hoist.ts';
import { openApiOf } from '../api/openapi.ts';
import { FEATURES } from './features.ts';

/** Every route of this Coffer. */
export const ROUTES = FEATURES.flatMap((feature) => feature.routes ?? []);

/** Version of the API: raised when an address or a field goes or changes its meaning. */
export const API_VERSION = '1.0.0';

/** The document of the API, as it is committed. */
export const openApi = (): Record<string, unknown> => hoisted(openApiOf(ROUTES, API_VERSION));
