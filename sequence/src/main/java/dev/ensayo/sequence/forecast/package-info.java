/** What agents that forecast series share: errors beside those of naive forecasts, and exhibits. */
package dev.ensayo.sequence.forecast;
