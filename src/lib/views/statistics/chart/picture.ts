const PARTS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font',
  'text-anchor',
  'paint-order'
];
const SCALE = 2;

/**
 * A drawn chart as an SVG file of its own: colours and fonts as they are shown, what a canvas below it shows as an image. Handles of a
 * brush are left out.
 */
export function chartSvg(figure: HTMLElement, title: string): string | null {
  const drawn = figure.querySelector<SVGSVGElement>('svg[aria-label]');
  if (!drawn) return null;
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const originals = drawn.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]!);
    for (const part of PARTS) element.style.setProperty(part, style.getPropertyValue(part));
    element.removeAttribute('class');
  });
  for (const handle of copy.querySelectorAll('[role=slider]')) handle.remove();
  const name = document.createElementNS(copy.namespaceURI, 'title');
  name.textContent = title;
  const ground = document.createElementNS(copy.namespaceURI, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(figure).backgroundColor);
  copy.prepend(name, ground);
  const canvas = figure.querySelector('canvas');
  if (canvas) {
    const image = document.createElementNS(copy.namespaceURI, 'image');
    image.setAttribute('href', canvas.toDataURL());
    image.setAttribute('x', canvas.dataset.left ?? '0');
    image.setAttribute('y', canvas.dataset.top ?? '0');
    image.setAttribute('width', String(canvas.clientWidth));
    image.setAttribute('height', String(canvas.clientHeight));
    ground.after(image);
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.removeAttribute('class');
  return new XMLSerializer().serializeToString(copy);
}

/** The same as a picture of twice its size. */
export async function chartPng(figure: HTMLElement, title: string): Promise<Blob | null> {
  const svg = chartSvg(figure, title);
  const drawn = figure.querySelector<SVGSVGElement>('svg[aria-label]');
  if (svg === null || !drawn) return null;
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = drawn.clientWidth * SCALE;
    canvas.height = drawn.clientHeight * SCALE;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}
