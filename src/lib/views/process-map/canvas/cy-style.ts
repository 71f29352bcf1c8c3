import type { StylesheetJson } from 'cytoscape';
import type { Palette } from './palette';

/** Width of the casing beyond the line, both sides together. */
export const CASING = 2;

/**
 * Cytoscape's stylesheet for the map. Boxes, lines and their casings are Cytoscape's; texts, arrowheads and badges are drawn by
 * `overlay.ts`, because a label of the map has parts in two weights and an arrowhead a casing.
 */
export function cyStyle(palette: Palette): StylesheetJson {
  const style = [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        'corner-radius': '5px',
        width: 'data(width)',
        height: 'data(height)',
        'background-color': 'data(fill)',
        'border-width': 1,
        'border-color': palette.nodeLine,
        'overlay-opacity': 0,
        'z-index': 10
      }
    },
    {
      selector: 'node[kind != "activity"]',
      style: { shape: 'ellipse', 'background-color': palette.surface, 'border-color': palette.ink2, 'border-width': 1.5 }
    },
    {
      selector: 'node.picked',
      style: { 'outline-width': 2, 'outline-color': palette.accent, 'outline-offset': 2, 'outline-opacity': 1 }
    },
    { selector: 'node.dimmed', style: { opacity: 0.35 } },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': 'data(fill)',
        'line-outline-width': CASING,
        'line-outline-color': palette.casing,
        'target-arrow-shape': 'none',
        'overlay-opacity': 0,
        'source-endpoint': 'data(sourceEnd)',
        'target-endpoint': 'data(targetEnd)',
        'z-index': 1
      }
    },
    {
      selector: 'edge[!isLoop]',
      style: {
        'curve-style': 'unbundled-bezier',
        'edge-distances': 'node-position',
        'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)'
      }
    },
    {
      selector: 'edge[?isLoop]',
      style: {
        'curve-style': 'bezier',
        'loop-direction': '90deg',
        'loop-sweep': 'data(sweep)',
        'control-point-step-size': 'data(reach)'
      }
    },
    {
      selector: 'edge.picked',
      style: { 'line-outline-width': CASING + 4, 'line-outline-color': palette.accent, 'z-index': 5 }
    },
    { selector: 'edge.dimmed', style: { opacity: 0.25 } }
  ];
  // properties newer than the type declarations (outline-*, line-outline-*, corner-radius)
  return style;
}
