package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.syntax.Share;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the responses to a mirror's copies are compared with the responses to their primaries, and
 * what a verdict on the new version needs.
 *
 * <p>The old version's responses differ from each other, too: in times, ids and orders. The
 * <em>baseline</em> shows how much they do. It is the same request, sent to the old version once
 * more at the same moment as the copy. This is load on the old version that no caller asked for, so
 * there is no default: a comparison begins with {@link #withBaseline}, {@link #withBaselineAt} or
 * {@link #withoutBaseline}.
 *
 * <p>Fractions are from 0 to 1; the builder takes percentages. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Comparison {

  private final ComparisonSettings settings;
  private final @Nullable Baseline baseline;
  private final Minimums minimums;
  private final boolean ofChosenPrimaries;
  private final boolean ofEditedCopies;
  private final String text;

  private Comparison(
      ComparisonSettings settings, boolean ofChosenPrimaries, boolean ofEditedCopies) {
    this.settings = settings;
    Share share = settings.baselineShare;
    baseline =
        share == null
            ? null
            : new Baseline(Optional.ofNullable(settings.baselineTarget), share.millionths());
    minimums =
        new Minimums(
            settings.minimumRequests,
            settings.minimumSpan,
            settings.minimumCompared,
            settings.minimumJudged);
    this.ofChosenPrimaries = ofChosenPrimaries;
    this.ofEditedCopies = ofEditedCopies;
    text = ComparisonText.of(this);
  }

  /** Returns these settings for a mirror with such copies. */
  Comparison of(boolean chosenPrimaries, boolean editedCopies) {
    return chosenPrimaries == ofChosenPrimaries && editedCopies == ofEditedCopies
        ? this
        : new Comparison(settings, chosenPrimaries, editedCopies);
  }

  /**
   * Which requests are sent to the old version once more, and where.
   *
   * @param target where they are sent; empty means to the service of the primary itself
   * @param millionths the share of the compared requests: 1,000,000 is every one
   * @since 0.1.0
   */
  public record Baseline(Optional<MirrorTarget> target, int millionths) {
    /**
     * Creates the settings.
     *
     * @throws NullPointerException if the target is null
     */
    public Baseline {
      requireNonNull(target, "target");
    }
  }

  /**
   * What has to have been compared before the new version can be found safe.
   *
   * @param distinctRequests how many different requests
   * @param span the time from the first pair to the last
   * @param compared the fraction of the selected pairs that were compared
   * @param judged the fraction of the traffic that went to endpoints with enough pairs
   * @since 0.1.0
   */
  public record Minimums(int distinctRequests, Duration span, double compared, double judged) {
    /**
     * Creates the settings.
     *
     * @throws NullPointerException if the span is null
     */
    public Minimums {
      requireNonNull(span, "span");
    }
  }

  /**
   * Returns a builder of a comparison whose baseline is sent to the service of the primary itself,
   * as load on top of its callers' requests. Only GET, HEAD and OPTIONS requests have a baseline,
   * whatever {@link Builder#methods} says.
   *
   * @param percent the share of the compared requests that are sent once more: more than 0, to 100;
   *     truncated to whole millionths
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder withBaseline(double percent) {
    return new Builder(Share.ofPercent(percent), null);
  }

  /**
   * Returns a builder of a comparison whose baseline is sent to a second deployment of the old
   * version, which takes the load off the one that serves callers. Only GET, HEAD and OPTIONS
   * requests have a baseline, whatever {@link Builder#methods} says.
   *
   * @param target where the deployment is
   * @param percent the share of the compared requests that are sent there: more than 0, to 100;
   *     truncated to whole millionths
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder withBaselineAt(MirrorTarget target, double percent) {
    return new Builder(Share.ofPercent(percent), requireNonNull(target, "target"));
  }

  /**
   * Returns a builder of a comparison without a baseline. Then every difference counts against the
   * new version, also those between two responses of the old version. There is no {@link
   * Check#PERSISTENT} and no {@link Check#SLOWER}, and {@link Check#CONTENT} can be found within
   * its margin but never beyond it.
   *
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder withoutBaseline() {
    return new Builder(null, null);
  }

  /**
   * Returns which requests are sent to the old version once more.
   *
   * @return the baseline; empty if there is none
   */
  public Optional<Baseline> baseline() {
    return Optional.ofNullable(baseline);
  }

  /**
   * Returns the share of the mirror's copies that are compared.
   *
   * @return the share in millionths: 1,000,000 is every copy
   */
  public int millionths() {
    return settings.millionths;
  }

  /**
   * Returns the methods whose responses are compared.
   *
   * @return an immutable set, sorted; always with GET, HEAD and OPTIONS
   */
  public Set<String> methods() {
    return settings.methods;
  }

  /**
   * Returns whether a baseline may be sent for requests of a method.
   *
   * @param method the method
   * @return true if there is a baseline and the method is GET, HEAD or OPTIONS
   */
  public boolean hasBaseline(String method) {
    return baseline != null && ComparisonSettings.SAFE_METHODS.contains(method);
  }

  /**
   * Returns the templates by which requests are grouped into endpoints.
   *
   * @return an immutable list, in the order in which they are tried; empty if they are found
   */
  public List<String> endpoints() {
    return settings.endpoints;
  }

  /**
   * Returns the fields whose differences are left out.
   *
   * @return an immutable list
   */
  public List<FieldPath> ignored() {
    return settings.ignored;
  }

  /**
   * Returns the arrays whose order does not count.
   *
   * @return an immutable list
   */
  public List<FieldPath> unordered() {
    return settings.unordered;
  }

  /**
   * Returns the arrays whose elements belong together by a field of theirs.
   *
   * @return an immutable map from the array to the name of the field
   */
  public Map<FieldPath, String> keys() {
    return settings.keys;
  }

  /**
   * Returns the changes that are made on purpose.
   *
   * @return an immutable map from the field to its changes
   */
  public Map<FieldPath, Set<Change>> expected() {
    return settings.expected;
  }

  /**
   * Returns the fields whose values reports may show.
   *
   * @return an immutable set
   */
  public Set<FieldPath> shown() {
    return settings.shown;
  }

  /**
   * Returns whether a field that only the new version sends counts as a difference.
   *
   * @return false by default
   */
  public boolean countsAdditions() {
    return settings.countsAdditions;
  }

  /**
   * Returns the response headers that are compared.
   *
   * @return an immutable list of names in lower case, sorted
   */
  public List<String> headers() {
    return settings.headers;
  }

  /**
   * Returns the response headers that name the build of the version that responds.
   *
   * @return an immutable list of names in lower case, in the order in which they are tried
   */
  public List<String> buildHeaders() {
    return settings.buildHeaders;
  }

  /**
   * Returns the margin of a check: the one limit that it is held against.
   *
   * @param check the check
   * @return the fraction of requests; empty if the check has no margin
   */
  public OptionalDouble margin(Check check) {
    Double margin = settings.margins.get(check);
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }

  /**
   * Returns the response times beyond which {@link Check#SLOWER} counts requests.
   *
   * @return an immutable list, ascending; empty for a ladder of powers of two
   */
  public List<Duration> slowerThan() {
    return settings.slowerThan;
  }

  /**
   * Returns the probability with which a verdict may be wrong, however often the report is read.
   *
   * @return more than 0, less than 1
   */
  public double level() {
    return settings.level;
  }

  /**
   * Returns what has to have been compared before the new version can be found safe.
   *
   * @return the minimums
   */
  public Minimums minimums() {
    return minimums;
  }

  /**
   * Returns how long the warm-up takes at least.
   *
   * @return the time from the first pair
   */
  public Duration warmUpTime() {
    return settings.warmUpTime;
  }

  /**
   * Returns how many pairs the warm-up takes at least.
   *
   * @return the number of pairs
   */
  public int warmUpPairs() {
    return settings.warmUpPairs;
  }

  /**
   * Returns the time after which a request that is repeated counts again.
   *
   * @return the time
   */
  public Duration repeatAfter() {
    return settings.repeatAfter;
  }

  /**
   * Returns the shortest time after which a request whose responses differed is sent again.
   *
   * @return the time
   */
  public Duration confirmAfterMin() {
    return settings.confirmAfterMin;
  }

  /**
   * Returns the longest time after which a request whose responses differed is sent again.
   *
   * @return the time
   */
  public Duration confirmAfterMax() {
    return settings.confirmAfterMax;
  }

  /**
   * Returns how much of each response is captured. Larger ones are not compared.
   *
   * @return the size of the body in bytes, as it came over the wire
   */
  public int responseLimit() {
    return settings.responseLimit;
  }

  /**
   * Returns the longest time limit of a compared copy and its baseline. They share one limit: the
   * mirror's timeout or the primary's, whichever is longer, but no more than this.
   *
   * @return the time
   */
  public Duration maxCopyTime() {
    return settings.maxCopyTime;
  }

  /**
   * Returns whether the mirror gets copies only of primaries that ended in a certain way ({@link
   * Mirror#onlyAfter}). Such a choice is biased, so it never proves that the new version is safe.
   *
   * @return false for settings that no such mirror has
   */
  public boolean isOfChosenPrimaries() {
    return ofChosenPrimaries;
  }

  /**
   * Returns whether the mirror's copies are edited ({@link Mirror#edit}). What they ask for may
   * differ from what their primaries ask for, so their content never proves anything worse.
   *
   * @return false for settings that no such mirror has
   */
  public boolean isOfEditedCopies() {
    return ofEditedCopies;
  }

  /**
   * Returns these settings as one line of text, the same for equal settings in every process.
   * Evidence is only added up where this text is the same. The shares and what reports may show are
   * not part of it, since they change nothing about what a pair proves.
   *
   * @return the text
   */
  public String text() {
    return text;
  }

  /** Returns whether the other object is a comparison with equal settings. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Comparison comparison
        && text.equals(comparison.text)
        && shares().equals(comparison.shares())
        && settings.shown.equals(comparison.settings.shown);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the shares as text, such as {@code 10 % of GET, HEAD, OPTIONS, 5 % with baseline}. */
  @Override
  public String toString() {
    return ComparisonText.summary(this);
  }

  private List<Object> shares() {
    return List.of(millionths(), baseline().map(Baseline::millionths).orElse(0));
  }

  /**
   * Builds a {@link Comparison}. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final ComparisonDraft draft;

    private Builder(@Nullable Share baselineShare, @Nullable MirrorTarget baselineTarget) {
      draft = new ComparisonDraft(baselineShare, baselineTarget);
    }

    /**
     * Sets the share of the mirror's copies that are compared. It is nested in the draw of the
     * copies: a request that is compared at 5 % is also compared at 10 %.
     *
     * @param percent more than 0, to 100 (all, the default); truncated to whole millionths
     * @return this builder
     */
    public Builder percentage(double percent) {
      draft.share = Share.ofPercent(percent);
      return this;
    }

    /**
     * Also compares requests of these methods, such as POST. They never have a baseline, since a
     * request that changes something must not be sent to the old version twice. Copies of them
     * change the new version's data, so later responses may differ for that reason alone.
     *
     * @param methods methods, case-sensitive; GET, HEAD and OPTIONS are always compared
     * @return this builder
     */
    public Builder methods(String... methods) {
      draft.methods.addAll(List.of(methods));
      return this;
    }

    /**
     * Adds a template by which requests are grouped into endpoints. Templates are tried in the
     * order in which they were added. If there is none, templates are found: segments of a path
     * that look like numbers, UUIDs, hexadecimal ids or dates count as parameters.
     *
     * @param template a path such as {@code /orders/{id}}, whose parameters are whole segments; at
     *     most 200 templates
     * @return this builder
     */
    public Builder endpoint(String template) {
      draft.endpoints.add(requireNonNull(template, "template"));
      return this;
    }

    /**
     * Leaves out differences in a field and in everything within it. Reports count what it hid.
     *
     * @param path a path such as {@code $.items[*].updatedAt}, as in {@link FieldPath}; a
     *     comparison has at most 200 paths in all
     * @return this builder
     */
    public Builder ignore(String path) {
      draft.fields.ignore(path);
      return this;
    }

    /**
     * Compares an array without regard to the order of its elements.
     *
     * @param path the array's path, such as {@code $.tags}
     * @return this builder
     */
    public Builder unordered(String path) {
      draft.fields.unordered(path);
      return this;
    }

    /**
     * Compares the elements of an array by a field that tells them apart, whatever their order.
     *
     * @param path the array's path, such as {@code $.items}
     * @param field the name of a field that every element has, such as {@code id}
     * @return this builder
     */
    public Builder key(String path, String field) {
      requireNonNull(field, "field");
      draft.fields.key(path, field);
      return this;
    }

    /**
     * Lets changes of a field pass that are made on purpose. They are counted, and a report names a
     * change that never occurred. It applies to the field itself and, for {@link Change#ADDED} and
     * {@link Change#REMOVED}, to what was added or removed with it.
     *
     * @param path the field's path, such as {@code $.currency}
     * @param changes at least one change
     * @return this builder
     */
    public Builder expect(String path, Change... changes) {
      draft.fields.expect(path, List.of(changes));
      return this;
    }

    /**
     * Lets reports show the values of a field. All other values are shown by their shape only, such
     * as {@code text of 8 to 15 characters}, since they may be personal or secret.
     *
     * @param path the field's path, such as {@code $.status}
     * @return this builder
     */
    public Builder show(String path) {
      draft.fields.show(path);
      return this;
    }

    /**
     * Counts a field that only the new version sends as a difference. By default it is shown but
     * does not count, since clients ignore fields that they do not know.
     *
     * @return this builder
     */
    public Builder countAdditions() {
      draft.countsAdditions = true;
      return this;
    }

    /**
     * Also compares a response header. By default these are compared: {@code Content-Type}, {@code
     * Location}, {@code ETag} (whether there is one), {@code Cache-Control}, {@code Vary}, {@code
     * Retry-After} and {@code WWW-Authenticate} (its scheme).
     *
     * @param name the header's name, in any case; no header of credentials or of the connection
     * @return this builder
     */
    public Builder header(String name) {
      draft.headers.compare(name);
      return this;
    }

    /**
     * Leaves out a response header that is compared by default.
     *
     * @param name the header's name, in any case
     * @return this builder
     */
    public Builder ignoreHeader(String name) {
      draft.headers.ignore(name);
      return this;
    }

    /**
     * Names a response header that tells which build responded. Evidence about different builds is
     * kept apart. It is not compared.
     *
     * @param name the header's name, in any case, such as {@code X-Build}; none by default, at most
     *     4
     * @return this builder
     */
    public Builder buildHeader(String name) {
      draft.headers.ofBuild(name);
      return this;
    }

    /**
     * Sets the margin of a check, the one limit that it is held against: how many more requests may
     * go wrong at the new version. A check proven to be below its margin is fine, and one proven to
     * be above it makes the new version not safe.
     *
     * <p>A margin for {@link Check#SLOWER} needs a baseline. A baseline at the primary's own
     * service meets caches that the primary has just warmed, so there the check can keep the new
     * version from being found safe, but does not find it not safe. With {@link #withBaselineAt} it
     * does.
     *
     * @param check the check
     * @param percent the share of requests, more than 0, less than 100; by default 0.5 for {@link
     *     Check#CONTENT}, 0.1 for {@link Check#PERSISTENT} and {@link Check#ERRORS}, none for
     *     {@link Check#SLOWER}
     * @return this builder
     */
    public Builder margin(Check check, double percent) {
      draft.margins.put(requireNonNull(check, "check"), percent);
      return this;
    }

    /**
     * Adds a response time beyond which {@link Check#SLOWER} counts requests.
     *
     * @param time 1 ms to 1 h; by default there is a ladder of powers of two; at most 32
     * @return this builder
     */
    public Builder slowerThan(Duration time) {
      draft.slowerThan.add(requireNonNull(time, "time"));
      return this;
    }

    /**
     * Sets the probability with which a verdict may be wrong, however often the report is read.
     *
     * @param percent 0.01 to 20; 5 by default
     * @return this builder
     */
    public Builder level(double percent) {
      draft.level = percent;
      return this;
    }

    /**
     * Sets how many different requests have to have been compared before the new version can be
     * found safe.
     *
     * @param requests 1 to 65,536; 400 by default
     * @return this builder
     */
    public Builder minimumRequests(int requests) {
      draft.minimumRequests = requests;
      return this;
    }

    /**
     * Sets how much time must lie between the first pair and the last before the new version can be
     * found safe.
     *
     * @param span 0 to 30 days; one hour by default
     * @return this builder
     */
    public Builder minimumSpan(Duration span) {
      draft.minimumSpan = requireNonNull(span, "span");
      return this;
    }

    /**
     * Sets how many of the selected pairs have to have been compared before the new version can be
     * found safe. The others were lost, each for a reason that the report gives.
     *
     * @param percent 0 to 100; 95 by default
     * @return this builder
     */
    public Builder minimumCompared(double percent) {
      draft.minimumCompared = percent;
      return this;
    }

    /**
     * Sets how much of the traffic has to go to endpoints of which enough was compared to judge
     * them before the new version can be found safe.
     *
     * @param percent 0 to 100; 95 by default
     * @return this builder
     */
    public Builder minimumJudged(double percent) {
      draft.minimumJudged = percent;
      return this;
    }

    /**
     * Sets the warm-up, in which nothing counts. It ends when both limits are reached. Each process
     * and each pair of builds has its own.
     *
     * @param time 0 to 1 h; one minute by default
     * @param pairs 0 to 100,000; 100 by default
     * @return this builder
     */
    public Builder warmUp(Duration time, int pairs) {
      draft.warmUpTime = requireNonNull(time, "time");
      draft.warmUpPairs = pairs;
      return this;
    }

    /**
     * Sets the time after which a request that is repeated counts again. Until then it has counted
     * once, since the same request proves nothing new.
     *
     * @param time 1 s to 24 h; ten minutes by default
     * @return this builder
     */
    public Builder repeatAfter(Duration time) {
      draft.repeatAfter = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets the time after which a request whose responses differed is sent again, to see whether
     * they still differ ({@link Check#PERSISTENT}). Each time is a random one between the two.
     *
     * @param min 100 ms to 1 min; one second by default
     * @param max {@code min} to 1 min; five seconds by default
     * @return this builder
     */
    public Builder confirmAfter(Duration min, Duration max) {
      draft.confirmAfterMin = requireNonNull(min, "min");
      draft.confirmAfterMax = requireNonNull(max, "max");
      return this;
    }

    /**
     * Sets how much of each response is captured. A pair is not compared if the primary's body is
     * larger, or decodes to more than four times as much.
     *
     * @param bytes the size of the body as it comes over the wire: 1 KiB to 16 MiB; 256 KiB by
     *     default
     * @return this builder
     */
    public Builder responseLimit(int bytes) {
      draft.responseLimit = bytes;
      return this;
    }

    /**
     * Sets the longest time limit of a compared copy and its baseline, from their dispatch to the
     * end of their responses. They share one limit: the mirror's timeout ({@link Mirror#timeout})
     * or the primary's, whichever is longer, but no more than this.
     *
     * @param time 1 s to 1 h; one minute by default. Copies that are not compared may have longer
     *     limits
     * @return this builder
     */
    public Builder maxCopyTime(Duration time) {
      draft.maxCopyTime = requireNonNull(time, "time");
      return this;
    }

    /**
     * Builds the comparison.
     *
     * @return the comparison
     * @throws InvalidConfigurationException if a setting is invalid; lists every problem
     */
    @CheckReturnValue
    public Comparison build() {
      InvalidConfigurationException.throwIfAny("comparison", ComparisonValidator.problems(draft));
      return new Comparison(new ComparisonSettings(draft), false, false);
    }
  }
}
