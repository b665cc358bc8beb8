/**
 * To and from Deeplearning4j: configurations made of specs, networks read from zips, the parts of a
 * graph, transfer.
 */
package dev.ensayo.backend.configuration;
