/** Sequences to be turned into others: sums, reversals, dates, made-up languages, a user's own. */
package dev.ensayo.environments.transduction;
