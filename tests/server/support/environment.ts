/** `$app/environment` outside of SvelteKit. */
export const version = 'test';
export const building = false;
export const browser = false;
export const dev = false;
