/** Two responses and what differs between them. Exported to the HTTP module alone. */
@NullMarked
package io.github.mirror4j.compare.diff;

import org.jspecify.annotations.NullMarked;
