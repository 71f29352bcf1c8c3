export * from './accounts';
export * from './sign-in';
