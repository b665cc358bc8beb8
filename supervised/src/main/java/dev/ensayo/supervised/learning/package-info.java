/** What all supervised learners share: batches, updates, early stopping, tests. */
package dev.ensayo.supervised.learning;
