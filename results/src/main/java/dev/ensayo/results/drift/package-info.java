/** Whether live values are still like those that a model learned from. */
package dev.ensayo.results.drift;
