import { expose } from 'comlink';
import { LayoutHost } from './layout-host';
import { carryMiningErrors } from './rpc';

carryMiningErrors();
expose(new LayoutHost());
