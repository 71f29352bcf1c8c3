export const importing = { title: 'Import' };
