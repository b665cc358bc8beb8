/** Games of cards. */
package dev.ensayo.environments.cards;
