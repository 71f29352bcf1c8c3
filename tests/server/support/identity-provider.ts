/** An OpenID provider on loopback, with people whose claims a test chooses; whoever asks is the one named in `subject`. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface Claims {
  readonly email: string;
  readonly email_verified: boolean;
}

export class TestProvider {
  /** who is signed in at the provider, by subject */
  subject = '';
  readonly people = new Map<string, Claims>();

  private constructor(
    readonly issuer: string,
    readonly server: Server
  ) {}

  static async start(redirectUri: () => string): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const own = new TestProvider(issuer, server);
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'kiseki',
          client_secret: 'provider-secret',
          redirect_uris: [redirectUri()],
          token_endpoint_auth_method: 'client_secret_post'
        }
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['test'] },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...own.people.get(sub)! }) }),
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      loadExistingGrant: async (ctx) => {
        const grant = new ctx.oidc.provider.Grant({
          clientId: ctx.oidc.client.clientId,
          accountId: ctx.oidc.session.accountId
        });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      }
    });
    server.on('request', (request, response) => {
      if (request.url?.startsWith('/interaction/'))
        void provider.interactionFinished(request, response, { login: { accountId: own.subject } });
      else void provider.callback()(request, response);
    });
    return own;
  }

  /** As a browser: follow the provider's redirects until it sends back to the app. */
  async visit(location: string, back: string): Promise<string> {
    const jar = new Map<string, string>();
    let at = location;
    for (let hops = 0; hops < 8 && !at.startsWith(back); hops++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        jar.set(name!, value!);
      }
      at = new URL(answer.headers.get('location')!, at).href;
    }
    return at;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
