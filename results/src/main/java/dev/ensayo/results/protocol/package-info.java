/** Published results, and what is here beside them. */
package dev.ensayo.results.protocol;
