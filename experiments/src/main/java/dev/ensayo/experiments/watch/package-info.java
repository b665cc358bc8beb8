/**
 * Brings a study that is under way before the eyes: a page on loopback, and what the machine does.
 */
package dev.ensayo.experiments.watch;
