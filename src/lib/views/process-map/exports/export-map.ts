import type { Language } from '$lib/i18n/language.svelte';
import { tickOf } from '../drawing/ticks';
import type { MapView } from '../map-view.svelte';
import { download, fileStem } from './download';
import { mapCsv } from './map-csv';
import { mapJson, type MapJson } from './map-json';
import { mapPng } from './map-png';
import { mapSvg } from './map-svg';

export type MapExport = 'map-json' | 'map-csv' | 'map-svg' | 'map-png' | 'log-csv' | 'log-xes';

/** Make a file of the map, or of the selected log, and hand it to the browser's downloads. */
export async function exportMap(kind: MapExport, view: MapView, language: Language): Promise<void> {
  const { session, scene, palette } = view;
  const stem = fileStem(session.summary.name);
  const t = language.t.map;
  switch (kind) {
    case 'map-json':
      return download(`${stem}-map.json`, JSON.stringify(await numbersOf(view)), 'application/json');
    case 'map-csv':
      return download(`${stem}-map.csv`, mapCsv(await numbersOf(view), t.csv), 'text/csv');
    case 'map-svg': {
      if (!scene || !palette) return;
      const words = {
        title: session.summary.name,
        edgeLegend: t.legendEdges(t.metrics[session.view.edgeMetric]),
        nodeLegend: t.legendNodes(t.metrics[session.view.nodeMetric]),
        ringLegend: session.view.map.ring ? t.legendRing : null,
        tick: (scale: Parameters<typeof tickOf>[0], threshold: number) => tickOf(scale, threshold, language.code)
      };
      return download(`${stem}-map.svg`, mapSvg(scene, palette, words), 'image/svg+xml');
    }
    case 'map-png': {
      if (!scene || !palette) return;
      return download(`${stem}-map.png`, await mapPng(scene, palette));
    }
    case 'log-csv':
    case 'log-xes': {
      const format = kind === 'log-csv' ? 'csv' : 'xes';
      const blob = await session.engine.exportLog(session.summary.logId, session.selection, format);
      return download(`${stem}${format === 'csv' ? '.csv' : '.xes.gz'}`, blob);
    }
  }
}

/** The numbers of one and the same selection, the times asked for where they are not there yet. */
async function numbersOf({ session, feed }: MapView): Promise<MapJson> {
  const { engine, summary, selection } = session;
  const rework = feed?.rework ?? (await engine.analyse('rework-map', summary.logId, selection, {}));
  // what came while it was worked out belongs to another selection
  const isSame = session.selection === selection;
  const has = isSame && session.frequency && feed?.times ? { frequency: session.frequency, times: feed.times } : undefined;
  if (has) return mapJson(summary, has.frequency, has.times, rework);
  const [{ frequency }, times] = await Promise.all([
    engine.analyse('process-map', summary.logId, selection, {}),
    engine.analyse('map-times', summary.logId, selection, {})
  ]);
  return mapJson(summary, frequency, times, rework);
}
