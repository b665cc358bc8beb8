/** What the class path offers for an interface, and what of it is broken. */
package dev.ensayo.core.service;
