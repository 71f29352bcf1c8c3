export const login = {
  title: 'Sign in'
};
