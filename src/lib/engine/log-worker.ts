import { expose } from 'comlink';
import { carryMiningErrors } from './rpc';
import { LogHost } from './store/log-host';

carryMiningErrors();
expose(new LogHost());
