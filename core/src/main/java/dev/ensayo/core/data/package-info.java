/** Public data sets: what they are made of, where they lie, how they are fetched. */
package dev.ensayo.core.data;
