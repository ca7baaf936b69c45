interface Env {
  /** The Worker, bound in dashboard/wrangler.toml. */
  API: { fetch(request: Request): Promise<Response> };
}

/** Hands every request below /api to the Worker: the dashboard and its API are one origin. */
export const onRequest = ({ request, env }: { request: Request; env: Env }): Promise<Response> => env.API.fetch(request);
