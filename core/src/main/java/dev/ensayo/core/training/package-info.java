/** One run under way, and what it is given from outside. */
package dev.ensayo.core.training;
