/**
 * What learners hold: a network that predicts and is trained a batch or a window at a time,
 * whichever engine runs it.
 */
package dev.ensayo.backend.model;
