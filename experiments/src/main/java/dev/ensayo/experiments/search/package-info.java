/** Makes the stages of a search, each of which depends on the one before. */
package dev.ensayo.experiments.search;
