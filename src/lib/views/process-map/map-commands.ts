import type { SqlRequest } from '$lib/model/sql-catalogue';
import type { Command } from '$lib/views/frame/commands.svelte';
import type { MapView } from './map-view.svelte';

const ZOOM_STEP = 1.25;

/** The numbers whose SQL is shown beside the map. */
export const MAP_SQL: readonly SqlRequest[] = (
  ['process-map', 'map-times', 'activities', 'service-times', 'rework-map', 'totals', 'case-figures', 'variants'] as const
).map((name) => ({ name, params: {} }));

/** What keys and the palette can do with the map. */
export function mapCommands(view: MapView, focusSearch: () => void): readonly Command[] {
  const { session } = view;
  const isMap = (): boolean => !view.isTable;
  return [
    { id: 'map.sql', label: (t) => t.sql.behind.show, run: () => session.sql.showBehind(...MAP_SQL) },
    { id: 'map.time', key: 'p', label: (t) => t.map.keys.time, run: () => session.change({ edgeMetric: 'median' }) },
    { id: 'map.number', key: 'n', label: (t) => t.map.keys.number, run: () => session.change({ edgeMetric: 'total' }) },
    {
      id: 'map.table',
      key: 't',
      label: (t) => (view.isTable ? t.map.asMap : t.map.keys.table),
      run: () => (view.isTable = !view.isTable)
    },
    {
      id: 'map.rework',
      key: 'r',
      label: (t) => (session.view.map.rework ? t.map.rework.leave : t.map.rework.show),
      run: () => view.toggleRework()
    },
    {
      id: 'map.rename',
      key: 'F2',
      label: (t) => (view.marked.length > 1 ? t.names.groupMarked : t.names.renamePicked),
      enabled: () => view.marked.length > 0 || view.picked?.kind === 'activity',
      run: () => view.nameMarked()
    },
    {
      id: 'map.play',
      key: 'a',
      label: (t) => (view.player.isPlaying ? t.play.pause : t.play.open),
      enabled: isMap,
      run: () => view.play()
    },
    {
      id: 'map.play-clock',
      label: (t) => t.play.clocks[session.view.map.play.clock === 'absolute' ? 'relative' : 'absolute'],
      enabled: () => isMap() && view.player.isOpen,
      run: () => view.turnClock()
    },
    { id: 'map.names', label: (t) => t.names.listOpen, run: () => view.memory.openNames() },
    {
      id: 'map.ring',
      label: (t) => (session.view.map.ring ? t.map.ring.hide : t.map.ring.show),
      run: () => view.toggleRing()
    },
    { id: 'map.next-delay', key: ']', label: (t) => t.map.keys.nextDelay, run: () => view.stepDelay(1) },
    { id: 'map.previous-delay', key: '[', label: (t) => t.map.keys.previousDelay, run: () => view.stepDelay(-1) },
    { id: 'map.search', key: '/', label: (t) => t.map.search, enabled: isMap, run: focusSearch },
    { id: 'map.fit', key: '0', label: (t) => t.map.fit, enabled: isMap, run: () => view.canvas?.fit() },
    { id: 'map.zoom-in', key: '+', label: (t) => t.map.zoomIn, enabled: isMap, run: () => view.canvas?.zoomBy(ZOOM_STEP) },
    {
      id: 'map.zoom-in-shift',
      key: 'Shift++',
      label: (t) => t.map.zoomIn,
      enabled: isMap,
      unlisted: true,
      run: () => view.canvas?.zoomBy(ZOOM_STEP)
    },
    { id: 'map.zoom-out', key: '-', label: (t) => t.map.zoomOut, enabled: isMap, run: () => view.canvas?.zoomBy(1 / ZOOM_STEP) },
    {
      id: 'map.turn',
      label: (t) => (session.view.direction === 'down' ? t.map.right : t.map.down),
      run: () => session.change({ direction: session.view.direction === 'down' ? 'right' : 'down' })
    }
  ];
}
