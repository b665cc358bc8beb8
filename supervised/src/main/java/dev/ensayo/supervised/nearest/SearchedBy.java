package dev.ensayo.supervised.nearest;

/** What is compared of two pictures. */
public enum SearchedBy {
  /** What the network makes of them. */
  CODE,
  /** What the network is given. */
  PIXELS
}
