import type { Contract } from '../contract';
import * as me from './me';
import * as network from './network';
import * as service from './service';

/** Every endpoint there is. What is missing here fails a rules test; so does a route without its contract. */
export const CONTRACTS: readonly Contract[] = [me, network, service].flatMap((module) => Object.values(module) as Contract[]);
