/** What a search tries: a space of settings, points in it, and how many go on with how much. */
package dev.ensayo.core.search;
