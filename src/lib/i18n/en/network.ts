export const network = {
  title: 'Network'
};
