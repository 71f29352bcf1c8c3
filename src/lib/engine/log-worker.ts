import { serve } from './rpc';
import { LogHost } from './store/log-host';

serve(new LogHost());
