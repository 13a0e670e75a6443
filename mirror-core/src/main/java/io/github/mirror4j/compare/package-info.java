/**
 * What a comparison of the old and the new version's responses found: reports and verdicts.
 *
 * <p>The <em>candidate</em> is the copy that was sent to the new version, with its response. The
 * <em>baseline</em> is the same request, sent once more to the old version. A <em>pair</em> is a
 * primary that was selected to be compared, with its copies. A pair with a baseline is a
 * <em>triple</em>; in a comparison without a baseline, triples have none. A triple is
 * <em>informative</em> for a check unless candidate and baseline are both worse than the primary.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.mirror4j.compare;

import org.jspecify.annotations.NullMarked;
