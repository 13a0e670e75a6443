package io.github.mirror4j.http.settings;

import io.github.mirror4j.http.stats.MirrorListener;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a user plugged into an engine, or what stands in its place.
 *
 * @param copyTaskDecorator wraps the tasks that send copies; null for none
 * @param listeners the listeners to begin with
 * @param random the source of chance, which never throws
 * @param nanoTime the clock, which never throws or goes back
 */
@SuppressWarnings("doclint:missing") // for this module only
public record UserHooks(
    @Nullable UnaryOperator<Runnable> copyTaskDecorator,
    List<MirrorListener> listeners,
    RandomGenerator random,
    LongSupplier nanoTime) {}
