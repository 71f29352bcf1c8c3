// The app is a single page: event data lives in the browser, so there is nothing a server could render.
export const ssr = false;
