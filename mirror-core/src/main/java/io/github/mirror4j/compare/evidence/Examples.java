package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.names.FieldNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Some examples of what differs: for each place a sample of all that were seen, not the first ones.
 * Each belongs to the key of its triple. Holds shapes, and values only where the settings show
 * them. Bounded: when there is no room, a key with more examples gives way. Guarded by the
 * evidence's lock.
 */
final class Examples {

  private static final int EACH = 5;
  private static final int ALL = 500;
  private static final int CHARACTERS = 128 * 1024;
  private static final int MAX_CHARACTERS = 2_048;

  /** So many different texts are kept once. There are few shapes, and they are short. */
  private static final int SHARED = 128;

  private static final int SHORT = 64;

  private final RandomGenerator random;
  private final Map<Place, Reservoir> reservoirs = new LinkedHashMap<>();
  private final Map<Integer, Integer> keptByKey = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();
  private final Map<RequestShape, RequestShape> requests = new HashMap<>();
  private int kept;
  private int characters;

  /** Where something differs, and how. */
  private record Place(int key, String endpoint, String path, String kind) {}

  private static final class Reservoir {
    private final List<Sample> samples = new ArrayList<>(1);
    private long seen;
  }

  /**
   * One of the examples.
   *
   * @param request the request, without a value
   * @param curl the request as a line for curl; empty until it is known which names may be shown
   */
  record Sample(Instant at, RequestShape request, Difference difference, String curl) {

    Sample(Instant at, RequestShape request, Difference difference) {
      this(at, request, difference, "");
    }

    /** Creates an example of whose request nothing else is known. */
    Sample(Instant at, String endpoint, String method, Difference difference) {
      this(at, new RequestShape(method, endpoint, List.of(), List.of(), false), difference);
    }

    String endpoint() {
      return request.endpoint();
    }

    String method() {
      return request.method();
    }

    /** Returns the example as it may be shown. */
    Sample shown(FieldNames names) {
      return new Sample(
          at,
          request,
          difference.with(names.shown(difference.path()), difference.before(), difference.after()),
          request.curl(names::shownName));
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

  /**
   * Adds an example, if there is room.
   *
   * @param key the number of the key that it belongs to
   */
  void add(int key, Sample sample) {
    if (sample.length() > MAX_CHARACTERS) {
      return;
    }
    Difference difference = sample.difference();
    Place place = new Place(key, sample.endpoint(), difference.path(), difference.kind().name());
    Reservoir reservoir = reservoirs.get(place);
    boolean isWanted = reservoir == null || reservoir.samples.size() < EACH;
    boolean fits = isWanted && makeRoom(key, sample.length());
    if (reservoir == null) {
      if (!fits) {
        return;
      }
      reservoir = new Reservoir();
      reservoirs.put(place, reservoir);
    }
    reservoir.seen++;
    if (fits) {
      reservoir.samples.add(slim(sample));
      count(key, 1, sample.length());
    } else if (!reservoir.samples.isEmpty()) {
      replace(reservoir, sample);
    }
  }

  private void count(int key, int examples, int length) {
    kept += examples;
    characters += length;
    keptByKey.merge(key, examples, Integer::sum);
  }

  /** Returns whether there is room for a key's example, if need be in place of another key's. */
  private boolean makeRoom(int key, int length) {
    while (kept >= ALL || characters + length > CHARACTERS) {
      int most = keyWithMost();
      if (most == key || kept(most) <= kept(key) + EACH) {
        return false;
      }
      forgetOldestPlace(most);
    }
    return true;
  }

  private int kept(int key) {
    return keptByKey.getOrDefault(key, 0);
  }

  private int keyWithMost() {
    return keptByKey.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private void forgetOldestPlace(int key) {
    Iterator<Map.Entry<Place, Reservoir>> oldestFirst = reservoirs.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      Map.Entry<Place, Reservoir> each = oldestFirst.next();
      if (each.getKey().key() == key) {
        oldestFirst.remove();
        each.getValue().samples.forEach(sample -> count(key, -1, -sample.length()));
        return;
      }
    }
  }

  private void replace(Reservoir reservoir, Sample sample) {
    long place = random.nextLong(reservoir.seen);
    if (place < reservoir.samples.size()) {
      Sample old = reservoir.samples.get((int) place);
      int change = sample.length() - old.length();
      if (characters + change <= CHARACTERS) {
        reservoir.samples.set((int) place, slim(sample));
        characters += change;
      }
    }
  }

  /** Most texts are among a few shapes. */
  private Sample slim(Sample sample) {
    Difference difference = sample.difference();
    return new Sample(
        sample.at(),
        shared(sample.request()),
        difference.with(
            difference.path(), shared(difference.before()), shared(difference.after())));
  }

  private String shared(String text) {
    String known = shared.get(text);
    if (known == null && shared.size() < SHARED && text.length() <= SHORT) {
      shared.put(text, text);
    }
    return known == null ? text : known;
  }

  /** Requests to an endpoint mostly have the same names; of others, no names are kept. */
  private RequestShape shared(RequestShape request) {
    RequestShape known = requests.get(request);
    if (known != null) {
      return known;
    }
    RequestShape kept = requests.size() < SHARED ? request : request.withoutNames();
    if (requests.size() < SHARED) {
      requests.put(kept, kept);
    }
    return kept;
  }

  /** Returns of how many places examples are kept. */
  int places() {
    return reservoirs.size();
  }

  /** Returns the examples of a key. */
  List<Sample> samples(int key) {
    return reservoirs.entrySet().stream()
        .filter(each -> each.getKey().key() == key)
        .flatMap(each -> each.getValue().samples.stream())
        .toList();
  }
}
