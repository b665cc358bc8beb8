/**
 * What is written of a network: its layers, joins, cells, updater, loss and regularization, as
 * records that a study binds. Nothing here computes.
 */
package dev.ensayo.backend.spec;
