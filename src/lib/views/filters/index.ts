import Activity from '@lucide/svelte/icons/square-stack';
import Bounds from '@lucide/svelte/icons/ruler';
import Calendar from '@lucide/svelte/icons/calendar-range';
import Check from '@lucide/svelte/icons/circle-check';
import Crop from '@lucide/svelte/icons/crop';
import Database from '@lucide/svelte/icons/database';
import Eyes from '@lucide/svelte/icons/eye';
import Flag from '@lucide/svelte/icons/flag';
import Gauge from '@lucide/svelte/icons/gauge';
import Hash from '@lucide/svelte/icons/hash';
import List from '@lucide/svelte/icons/list';
import Percent from '@lucide/svelte/icons/percent';
import Play from '@lucide/svelte/icons/play';
import Repeat from '@lucide/svelte/icons/repeat';
import Route from '@lucide/svelte/icons/route';
import Scissors from '@lucide/svelte/icons/scissors';
import Tag from '@lucide/svelte/icons/tag';
import Then from '@lucide/svelte/icons/arrow-right';
import Timer from '@lucide/svelte/icons/timer';
import Trophy from '@lucide/svelte/icons/trophy';
import User from '@lucide/svelte/icons/user';
import Users from '@lucide/svelte/icons/users';
import type { ColumnRole } from '$lib/model/log';
import type { ClauseKind } from '$lib/model/selection';
import type { LogSession } from '$lib/session/log-session.svelte';
import type { ClauseView } from './clause-view';
import ActivityEditor from './editors/ActivityEditor.svelte';
import AttributeEditor from './editors/AttributeEditor.svelte';
import CaseListEditor from './editors/CaseListEditor.svelte';
import CompletionEditor from './editors/CompletionEditor.svelte';
import CoverageEditor from './editors/CoverageEditor.svelte';
import CropEditor from './editors/CropEditor.svelte';
import EventsEditor from './editors/EventsEditor.svelte';
import FollowsEditor from './editors/FollowsEditor.svelte';
import GroupEditor from './editors/GroupEditor.svelte';
import MetricEditor from './editors/MetricEditor.svelte';
import RangeEditor from './editors/RangeEditor.svelte';
import { rangeColumns } from './editors/range-columns';
import ReworkEditor from './editors/ReworkEditor.svelte';
import SqlEditor from './editors/SqlEditor.svelte';
import TimeSpanEditor from './editors/TimeSpanEditor.svelte';
import TopEditor from './editors/TopEditor.svelte';
import VariantEditor from './editors/VariantEditor.svelte';
import { usualEnds } from './usual-ends';

const fresh = (session: LogSession) => ({ id: session.clauseId(), negated: false, muted: false });

const isInOrder = (min: number | undefined, max: number | undefined): boolean =>
  (min !== undefined || max !== undefined) && !(min !== undefined && max !== undefined && min > max);

const columnOf = ({ summary }: LogSession, role: ColumnRole): string | undefined =>
  summary.columns.find((column) => column.role === role)?.name;

/** Few values first come to mind: the attribute with the fewest, at least two where there is one. */
function firstAttribute(session: LogSession): string {
  const columns = session.summary.columns.filter((column) => column.role !== 'case' && column.role !== 'activity');
  const ranked = columns.toSorted((a, b) => Number(a.distinct < 2) - Number(b.distinct < 2) || a.distinct - b.distinct);
  return ranked[0]?.name ?? session.summary.columns[0]?.name ?? '';
}

const wholeSpan = ({ summary }: LogSession) => ({ fromUtcMs: summary.firstUtcMs, toUtcMs: summary.lastUtcMs });

/** Every kind of clause: a missing one fails the type check. Within a heading the list of filters has this order. */
export const CLAUSES: { readonly [K in ClauseKind]: ClauseView<K> } = {
  activity: {
    editor: ActivityEditor,
    isComplete: ({ activities }) => activities.length > 0,
    starts: [
      {
        id: 'activity',
        group: 'activity',
        icon: Activity,
        blank: (session) => ({ ...fresh(session), kind: 'activity', activities: [] })
      },
      {
        id: 'starts-with',
        group: 'activity',
        icon: Play,
        blank: (session) => ({ ...fresh(session), kind: 'activity', activities: [], place: 'first' })
      },
      {
        id: 'ends-with',
        group: 'activity',
        icon: Flag,
        blank: (session) => ({ ...fresh(session), kind: 'activity', activities: [], place: 'last' })
      }
    ]
  },
  follows: {
    editor: FollowsEditor,
    isComplete: ({ from, to, minMs, maxMs }) =>
      from !== '' && to !== '' && ((minMs === undefined && maxMs === undefined) || isInOrder(minMs, maxMs)),
    starts: [
      {
        id: 'follows',
        group: 'activity',
        icon: Then,
        blank: (session) => ({ ...fresh(session), kind: 'follows', from: '', to: '', reach: 'directly' })
      },
      {
        id: 'four-eyes',
        group: 'activity',
        icon: Eyes,
        isOffered: (session) => columnOf(session, 'resource') !== undefined,
        blank: (session) => ({
          ...fresh(session),
          kind: 'follows',
          from: '',
          to: '',
          reach: 'eventually',
          compare: { column: columnOf(session, 'resource') ?? firstAttribute(session), equal: true }
        })
      }
    ]
  },
  rework: {
    editor: ReworkEditor,
    isComplete: () => true,
    starts: [
      {
        id: 'rework',
        group: 'activity',
        icon: Repeat,
        blank: (session) => ({ ...fresh(session), kind: 'rework', form: 'repeated', activities: [], times: 1 })
      }
    ]
  },
  completion: {
    editor: CompletionEditor,
    isComplete: ({ ends }) => ends.length > 0,
    starts: [
      {
        id: 'completion',
        group: 'activity',
        icon: Check,
        blank: (session) => ({
          ...fresh(session),
          kind: 'completion',
          state: 'completed',
          ends: usualEnds(session.summary.activities, session.frequency?.ends ?? [], session.frequency?.nodeCases ?? [])
        })
      }
    ]
  },
  'time-span': {
    editor: TimeSpanEditor,
    isComplete: ({ fromUtcMs, toUtcMs }) => fromUtcMs <= toUtcMs,
    starts: [
      {
        id: 'time-span',
        group: 'time',
        icon: Calendar,
        blank: (session) => ({ ...fresh(session), kind: 'time-span', mode: 'intersecting', ...wholeSpan(session) })
      },
      {
        id: 'trim-time',
        group: 'events',
        icon: Calendar,
        blank: (session) => ({ ...fresh(session), kind: 'time-span', mode: 'trimmed', ...wholeSpan(session) })
      }
    ]
  },
  attribute: {
    editor: AttributeEditor,
    isComplete: ({ values }) => values.length > 0,
    starts: [
      {
        id: 'attribute',
        group: 'attribute',
        icon: Tag,
        blank: (session) => ({ ...fresh(session), kind: 'attribute', column: firstAttribute(session), values: [] })
      },
      ...(['resource', 'role'] as const).map((role) => ({
        id: role,
        group: 'attribute' as const,
        icon: role === 'resource' ? User : Users,
        isOffered: (session: LogSession) => columnOf(session, role) !== undefined,
        blank: (session: LogSession) => ({
          ...fresh(session),
          kind: 'attribute' as const,
          column: columnOf(session, role) ?? firstAttribute(session),
          values: []
        })
      }))
    ]
  },
  range: {
    editor: RangeEditor,
    isComplete: ({ min, max }) => isInOrder(min, max),
    starts: [
      {
        id: 'range',
        group: 'attribute',
        icon: Bounds,
        isOffered: ({ summary }) => rangeColumns(summary).length > 0,
        blank: (session) => ({ ...fresh(session), kind: 'range', column: rangeColumns(session.summary)[0]?.name ?? '' })
      }
    ]
  },
  variant: {
    editor: VariantEditor,
    isComplete: ({ sequences }) => sequences.length > 0,
    starts: [
      {
        id: 'variant',
        group: 'variant',
        icon: Route,
        blank: (session) => ({ ...fresh(session), kind: 'variant', sequences: [] })
      }
    ]
  },
  coverage: {
    editor: CoverageEditor,
    isComplete: () => true,
    starts: [
      {
        id: 'coverage',
        group: 'variant',
        icon: Percent,
        blank: (session) => ({ ...fresh(session), kind: 'coverage', share: 0.8 })
      }
    ]
  },
  top: {
    editor: TopEditor,
    isComplete: () => true,
    starts: [
      {
        id: 'top-variants',
        group: 'variant',
        icon: Trophy,
        blank: (session) => ({ ...fresh(session), kind: 'top', by: 'variants', order: 'most', count: 10 })
      },
      {
        id: 'top-cases',
        group: 'number',
        icon: Trophy,
        blank: (session) => ({ ...fresh(session), kind: 'top', by: 'duration', order: 'most', count: 100 })
      }
    ]
  },
  metric: {
    editor: MetricEditor,
    isComplete: ({ min, max }) => isInOrder(min, max),
    starts: [
      {
        id: 'duration',
        group: 'time',
        icon: Timer,
        blank: (session) => ({ ...fresh(session), kind: 'metric', metric: 'duration' })
      },
      {
        id: 'event-count',
        group: 'number',
        icon: Hash,
        blank: (session) => ({ ...fresh(session), kind: 'metric', metric: 'events' })
      },
      {
        id: 'metric',
        group: 'number',
        icon: Gauge,
        blank: (session) => ({
          ...fresh(session),
          kind: 'metric',
          metric: session.summary.hasStart ? 'waiting' : 'longest-wait'
        })
      }
    ]
  },
  'case-list': {
    editor: CaseListEditor,
    isComplete: ({ caseIds }) => caseIds.length > 0,
    starts: [
      {
        id: 'case-list',
        group: 'list',
        icon: List,
        blank: (session) => ({ ...fresh(session), kind: 'case-list', caseIds: [] })
      }
    ]
  },
  sql: {
    editor: SqlEditor,
    isComplete: ({ predicate }) => predicate !== '',
    starts: [
      { id: 'sql', group: 'list', icon: Database, blank: (session) => ({ ...fresh(session), kind: 'sql', predicate: '' }) }
    ]
  },
  // made of clauses that are there, never begun empty
  group: { editor: GroupEditor, isComplete: ({ clauses }) => clauses.length > 0, starts: [] },
  events: {
    editor: EventsEditor,
    isComplete: ({ values }) => values.length > 0,
    starts: [
      {
        id: 'keep-activities',
        group: 'events',
        icon: Scissors,
        blank: (session) => ({ ...fresh(session), kind: 'events', column: null, values: [] })
      },
      {
        id: 'keep-values',
        group: 'events',
        icon: Scissors,
        blank: (session) => ({ ...fresh(session), kind: 'events', column: firstAttribute(session), values: [] })
      }
    ]
  },
  crop: {
    editor: CropEditor,
    isComplete: ({ from, to }) => from !== null || to !== null,
    starts: [
      {
        id: 'crop',
        group: 'events',
        icon: Crop,
        blank: (session) => ({ ...fresh(session), kind: 'crop', from: null, to: null, reach: 'near' })
      }
    ]
  }
};
