/** What a library needs in order to send its requests through a mirroring client. */
@NullMarked
package io.github.mirror4j.examples.integration;

import org.jspecify.annotations.NullMarked;
