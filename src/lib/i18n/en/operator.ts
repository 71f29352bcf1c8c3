export const operator = {
  title: 'Operator console'
};
