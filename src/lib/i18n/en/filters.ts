export const filters = { add: 'Filter' };
