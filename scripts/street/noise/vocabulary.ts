import type { StreetClass } from '../assets/asset.ts';

/** A label and how often an object of the class gets it. Shares of one list need not sum to 1: the rest is silence. */
export type Shares = readonly (readonly [label: string, share: number])[];

/** What a detector calls things. */
export interface Vocabulary {
  readonly name: string;
  /** All labels that it has. */
  readonly all: readonly string[];
  readonly classes: Readonly<Record<StreetClass, Shares>>;
  /** Seen from within 45 degrees of the front. */
  readonly front: Partial<Readonly<Record<StreetClass, Shares>>>;
  /** Labels of one group suppress each other. */
  readonly groups: readonly (readonly string[])[];
}

/** Labels for every class of the street: what a detector trained for this job has. */
export const STREET: Vocabulary = {
  name: 'street',
  all: [
    ...['person', 'bicycle', 'motorcycle', 'tricycle', 'car', 'van', 'bus', 'truck', 'muck-truck'],
    ...['service-vehicle', 'stall', 'umbrella', 'table', 'cart', 'goods', 'chair', 'bag'],
  ],
  classes: {
    person: [['person', 1]],
    bicycle: [
      ['bicycle', 0.85],
      ['motorcycle', 0.15],
    ],
    motorcycle: [
      ['motorcycle', 0.87],
      ['bicycle', 0.1],
      ['tricycle', 0.03],
    ],
    tricycle: [
      ['tricycle', 0.82],
      ['motorcycle', 0.1],
      ['cart', 0.08],
    ],
    car: [
      ['car', 0.95],
      ['van', 0.04],
      ['service-vehicle', 0.01],
    ],
    van: [
      ['van', 0.72],
      ['car', 0.2],
      ['truck', 0.04],
      ['bus', 0.04],
    ],
    bus: [
      ['bus', 0.92],
      ['truck', 0.08],
    ],
    truck: [
      ['truck', 0.8],
      ['van', 0.08],
      ['car', 0.07],
      ['muck-truck', 0.05],
    ],
    'muck-truck': [
      ['muck-truck', 0.82],
      ['truck', 0.18],
    ],
    'service-vehicle': [
      ['service-vehicle', 0.8],
      ['car', 0.1],
      ['truck', 0.07],
      ['van', 0.03],
    ],
    stall: [['stall', 0.97]],
    umbrella: [['umbrella', 0.97]],
    table: [['table', 0.9]],
    cart: [
      ['cart', 0.85],
      ['tricycle', 0.1],
    ],
    goods: [
      ['goods', 0.7],
      ['bag', 0.1],
      ['table', 0.1],
    ],
    chair: [['chair', 0.9]],
    prop: [],
  },
  front: {
    'muck-truck': [
      ['muck-truck', 0.5],
      ['truck', 0.3],
      ['bus', 0.2],
    ],
    truck: [
      ['truck', 0.65],
      ['car', 0.15],
      ['van', 0.1],
      ['bus', 0.1],
    ],
  },
  groups: [
    ['car', 'van', 'bus', 'truck', 'muck-truck', 'service-vehicle'],
    ['bicycle', 'motorcycle', 'tricycle'],
  ],
};
