/** How right answers were that came later, over all and for each subpopulation. */
package dev.ensayo.results.outcome;
