/** What is measured and shown of predictions. */
package dev.ensayo.supervised.scores;
