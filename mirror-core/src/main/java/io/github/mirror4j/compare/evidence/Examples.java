package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.diff.Difference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Some examples of what differs: for each place a sample of all that were seen, not the first ones.
 * Holds shapes, and values only where the settings show them. Bounded. Guarded by the evidence's
 * lock.
 */
final class Examples {

  private static final int EACH = 5;
  private static final int ALL = 500;
  private static final int CHARACTERS = 128 * 1024;
  private static final int LONGEST = 2_048;

  private final RandomGenerator random;
  private final Map<Place, Reservoir> reservoirs = new HashMap<>();
  private int kept;
  private int characters;

  /** Where something differs, and how. */
  private record Place(String endpoint, String path, String kind) {}

  private static final class Reservoir {
    private final List<Sample> samples = new ArrayList<>(1);
    private long seen;
  }

  /** One of the examples. */
  record Sample(Instant at, String endpoint, String method, Difference difference) {

    /** Returns the example with the path as it may be shown. */
    Sample shown(FieldNames names) {
      Difference shown =
          new Difference(
              names.shown(difference.path()),
              difference.kind(),
              difference.severity(),
              difference.counts(),
              difference.before(),
              difference.after());
      return new Sample(at, endpoint, method, shown);
    }

    int length() {
      return difference.before().length()
          + difference.after().length()
          + difference.path().length();
    }
  }

  Examples(RandomGenerator random) {
    this.random = random;
  }

  void add(Sample sample) {
    if (sample.length() > LONGEST) {
      return;
    }
    Difference difference = sample.difference();
    Place place = new Place(sample.endpoint(), difference.path(), difference.kind().name());
    Reservoir reservoir = reservoirs.get(place);
    boolean fits = kept < ALL && characters + sample.length() <= CHARACTERS;
    if (reservoir == null) {
      if (!fits) {
        return;
      }
      reservoir = new Reservoir();
      reservoirs.put(place, reservoir);
    }
    reservoir.seen++;
    if (reservoir.samples.size() < EACH && fits) {
      reservoir.samples.add(sample);
      kept++;
      characters += sample.length();
    } else if (!reservoir.samples.isEmpty()) {
      replace(reservoir, sample);
    }
  }

  private void replace(Reservoir reservoir, Sample sample) {
    long place = random.nextLong(reservoir.seen);
    if (place < reservoir.samples.size()) {
      Sample old = reservoir.samples.get((int) place);
      int change = sample.length() - old.length();
      if (characters + change <= CHARACTERS) {
        reservoir.samples.set((int) place, sample);
        characters += change;
      }
    }
  }

  /** Returns of how many places examples are kept. */
  int places() {
    return reservoirs.size();
  }

  List<Sample> samples() {
    return reservoirs.values().stream().flatMap(each -> each.samples.stream()).toList();
  }
}
