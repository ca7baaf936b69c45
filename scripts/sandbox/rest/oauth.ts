import { DiscordError } from '../errors.ts';
import type { Dict } from '../model.ts';
import { issueToken, spendCode, spendRefresh, TOKEN_SECONDS } from '../oauth.ts';
import { openRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';

/** RFC 6749 errors, in the shape that Discord gives them. */
function refusal(status: number, error: string, description?: string): DiscordError {
  return new DiscordError(status, { error, ...(description === undefined ? {} : { error_description: description }) });
}

/** The application's id and secret, in the form or as Basic. */
function assertClient({ identity, authorization }: Call, field: (name: string) => string): void {
  const basic = /^Basic (\S+)$/.exec(authorization ?? '')?.[1];
  const given = basic === undefined ? `${field('client_id')}:${field('client_secret')}` : Buffer.from(basic, 'base64').toString('utf8');
  if (given !== `${identity.applicationId}:${identity.clientSecret}`) throw refusal(401, 'invalid_client');
}

function token(call: Call): Answer {
  const field = (name: string): string => String(call.body[name] ?? '');
  if (!call.isForm) throw refusal(400, 'invalid_request', 'Body must be form-encoded');
  assertClient(call, field);
  const grant = (userId: string, scopes: string[]): Answer => {
    const { access, refresh } = issueToken(call.world, userId, scopes, call.now);
    const body: Dict = { token_type: 'Bearer', access_token: access, expires_in: TOKEN_SECONDS, refresh_token: refresh, scope: scopes.join(' ') };
    return { status: 200, body };
  };
  if (field('grant_type') === 'authorization_code') {
    const verifier = call.body['code_verifier'] === undefined ? undefined : field('code_verifier');
    const code = spendCode(call.world, field('code'), field('redirect_uri'), verifier, call.now);
    if (code === undefined) throw refusal(400, 'invalid_grant', 'Invalid "code" in request.');
    return grant(code.user_id, code.scopes);
  }
  if (field('grant_type') === 'refresh_token') {
    const spent = spendRefresh(call.world, field('refresh_token'));
    if (spent === undefined) throw refusal(400, 'invalid_grant', 'Invalid "refresh_token" in request.');
    return grant(spent.user_id, spent.scopes);
  }
  throw refusal(400, 'unsupported_grant_type');
}

export const oauthRoutes: Route[] = [openRoute('POST', '/oauth2/token', token)];
