export const frame = { app: 'Kiseki' };
