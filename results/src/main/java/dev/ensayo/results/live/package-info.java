/**
 * A study as it is just now: what its runs have written so far, read again and again without
 * reading anything twice, and the page that shows it. Writes nothing and knows no network.
 */
package dev.ensayo.results.live;
