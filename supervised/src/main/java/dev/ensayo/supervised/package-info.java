/** Learners from labelled examples. */
package dev.ensayo.supervised;
