import type { CaseTokens } from '$lib/model/playback';

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
/** The whole takes this long at speed 1. */
const WHOLE_MS = 60_000;

/** Where the play of cases stands. What is played, and by which clock, is part of the view state. */
export class Player {
  isOpen = $state(false);
  isPlaying = $state(false);
  isLooped = $state(false);
  speed = $state<(typeof SPEEDS)[number]>(1);
  /** 0..1 of the time from the first beginning to the last end */
  share = $state(0);
  tokens = $state.raw<CaseTokens>();

  /** On the clock of the tokens; NaN while there are none. */
  get atMs(): number {
    const { tokens } = this;
    return tokens === undefined ? NaN : tokens.fromMs + this.share * (tokens.toMs - tokens.fromMs);
  }

  toggle(): void {
    if (!this.isPlaying && this.share >= 1) this.share = 0;
    this.isPlaying = !this.isPlaying;
  }

  /** So much time of the clock on the wall went by. */
  step(passedMs: number): void {
    const next = this.share + (passedMs * this.speed) / WHOLE_MS;
    if (next < 1) this.share = next;
    else if (this.isLooped) this.share = next % 1;
    else {
      this.share = 1;
      this.isPlaying = false;
    }
  }

  close(): void {
    this.isOpen = this.isPlaying = false;
    this.tokens = undefined;
  }
}
