export const start = { title: 'Processes' };
