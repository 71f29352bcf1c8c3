import { LayoutHost } from './layout-host';
import { serve } from './rpc';

serve(new LayoutHost());
