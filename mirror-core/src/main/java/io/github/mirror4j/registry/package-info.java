/** Service registries, which map services to the addresses and labels of their endpoints. */
@NullMarked
package io.github.mirror4j.registry;

import org.jspecify.annotations.NullMarked;
