/**
 * What a served model was asked, whether that is still like what it learned from, and how right its
 * answers were.
 */
package dev.ensayo.results.monitor;
