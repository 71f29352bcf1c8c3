export const areas = {
  title: 'Process areas'
};
