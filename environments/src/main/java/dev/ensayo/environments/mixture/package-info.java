/** Points of a plane from several normal distributions. */
package dev.ensayo.environments.mixture;
