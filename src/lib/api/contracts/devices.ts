import * as v from 'valibot';
import { contract } from '../contract';
import { Id, Instant, line, Nothing, PageQuery, pageOf } from '../shapes';

const USER = { who: 'user' } as const;

/** sealed objects that one device may tell of */
export const DEVICE_OBJECTS_MAX = 2000;
/** devices that one account has; the one unseen for longest is forgotten for the next */
export const DEVICES_MAX = 50;

/** A browser of the caller. */
export const Device = v.object({
  deviceId: Id,
  name: v.string(),
  platform: v.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  /** sealed objects on it, and their bytes */
  objects: v.number(),
  sizeBytes: v.number(),
  /** the one that asks */
  isThis: v.boolean()
});
export type Device = v.InferOutput<typeof Device>;

export const devicesList = contract({
  method: 'GET',
  path: '/api/v1/devices',
  summary: "The caller's own devices, the one seen last first.",
  guard: USER,
  query: PageQuery,
  reply: pageOf(Device)
});

export const devicePut = contract({
  method: 'PUT',
  path: '/api/v1/devices/[deviceId]',
  summary: 'Register the browser that asks, or rename a device.',
  guard: USER,
  body: v.strictObject({
    /** as the user calls it; a first one is made of the platform's words */
    name: v.optional(line(60)),
    /** of the browser that asks: makes the session one of this device */
    platform: v.optional(line(60))
  }),
  reply: v.object({ deviceId: Id, name: v.string() }),
  errors: ['not-found']
});

export const deviceRemove = contract({
  method: 'DELETE',
  path: '/api/v1/devices/[deviceId]',
  summary: 'Forget a device: its sessions end (but for the one that asks), and what it told of itself is dropped.',
  guard: USER,
  reply: Nothing,
  errors: ['not-found']
});

/** A kept log, as the service may know it: an id that says nothing, its bytes, its area. Never a name. */
export const DeviceObject = v.strictObject({
  objectId: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 50)),
  areaId: v.nullable(Id),
  updatedAt: v.pipe(
    Instant,
    v.check((text) => !Number.isNaN(Date.parse(text)))
  )
});
export type DeviceObject = v.InferOutput<typeof DeviceObject>;

export const deviceObjects = contract({
  method: 'PUT',
  path: '/api/v1/devices/[deviceId]/objects',
  summary: 'Say which sealed objects lie on a device: the whole list, ids and sizes only.',
  guard: USER,
  body: v.strictObject({ objects: v.pipe(v.array(DeviceObject), v.maxLength(DEVICE_OBJECTS_MAX)) }),
  bodyLimit: 524_288,
  reply: Nothing,
  errors: ['not-found']
});
