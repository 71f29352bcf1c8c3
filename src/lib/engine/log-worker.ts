import { serve } from './rpc';
import { browserVault } from './store/kept-log/vault-place';
import { LogHost } from './store/log-host';

serve(new LogHost(browserVault()));
