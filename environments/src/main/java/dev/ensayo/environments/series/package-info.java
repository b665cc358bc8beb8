/** {@code series}: numbers over time, from a file or made up, with naive forecasts beside. */
package dev.ensayo.environments.series;
