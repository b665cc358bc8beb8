/** Numbers over time that are to be forecast, in three parts, one after the other. */
package dev.ensayo.core.series;
