/** Where a service's endpoints are: a registry from service and labels to addresses. */
@NullMarked
package io.github.mirror4j.registry;

import org.jspecify.annotations.NullMarked;
