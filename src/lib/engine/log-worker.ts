import { serve } from './rpc';
import { browserVault } from './store/kept-log/vault-place';
import { LogHost } from './store/log-host';

const FIRST_MAP_MS = 1000;

serve(new LogHost(browserVault(), FIRST_MAP_MS));
