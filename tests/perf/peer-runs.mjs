/** Running the peers: each in a process of its own, measured inside it, one JSON line a measurement. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PEERS } from './peers.mjs';

/** @typedef {'duckdb' | 'pm4py' | 'rust4pm'} Peer */

/** @param {Peer} peer @returns {boolean} whether `npm run bench:peers` has installed it */
export function hasPeer(peer) {
  if (peer === 'duckdb') return true;
  return existsSync(peer === 'pm4py' ? PEERS.python : PEERS.rust4pm);
}

function start(peer, args) {
  const [program, ...first] = {
    duckdb: [process.execPath, PEERS.duckdbScript],
    pm4py: [PEERS.python, PEERS.pm4pyScript],
    rust4pm: [PEERS.rust4pm]
  }[peer];
  return spawn(program, [...first, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
}

/**
 * A peer that is kept, so that its measurements can take turns with ours.
 */
export class PeerSession {
  #child;
  #lines;
  #stderr = '';

  /** @param {Peer} peer @param {readonly string[]} args */
  constructor(peer, args) {
    this.peer = peer;
    this.#child = start(peer, args);
    this.#child.stderr.on('data', (text) => (this.#stderr = (this.#stderr + text).slice(-2000)));
    this.#child.on('error', (error) => (this.#stderr += error.message));
    // writing to a peer that has died is reported by `next`
    this.#child.stdin.on('error', () => undefined);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** The next JSON line. @returns {Promise<Record<string, number>>} @throws Error when the peer has ended */
  async next() {
    const { value, done } = await this.#lines.next();
    if (done) {
      const lines = this.#stderr.trim().split('\n');
      throw new Error(`${this.peer} ended: ${lines.find((line) => line.includes('Error')) ?? lines.at(-1) ?? ''}`);
    }
    return JSON.parse(value);
  }

  /** One more measurement. @param {string} line what the peer is asked */
  async measure(line = 'next') {
    this.#child.stdin.write(`${line}\n`);
    return this.next();
  }

  close() {
    this.#child.stdin.end();
    this.#child.kill();
  }
}

/** One measurement in a fresh process. @param {Peer} peer @param {readonly string[]} args */
export async function peerRun(peer, args) {
  const session = new PeerSession(peer, args);
  try {
    return await session.next();
  } finally {
    session.close();
  }
}
