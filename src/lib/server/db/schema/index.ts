export * from './accounts';
export * from './sign-in';
export * from './audit';
export * from './operators';
export * from './access';
export * from './people';
export * from './notices';
export * from './idempotency';
