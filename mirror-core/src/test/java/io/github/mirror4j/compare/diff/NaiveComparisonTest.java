package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * The differ agrees with a naive comparison of random bodies: take away what the settings let pass,
 * and see whether the rest is equal.
 */
class NaiveComparisonTest {

  private static final int BODIES = 400;
  private static final String[] NAMES = {"a", "b", "c", "id", "t", "u", "name"};

  @RepeatedTest(5)
  void withoutSettings(RepetitionInfo repetition) {
    check(repetition.getCurrentRepetition(), differ(), (value, seed) -> value);
  }

  @RepeatedTest(5)
  void withIgnoredFields(RepetitionInfo repetition) {
    ResponseDiffer differ = differ(settings -> settings.ignore("$.**.t").ignore("$.a.b"));
    check(repetition.getCurrentRepetition(), differ, (value, seed) -> withoutIgnored(value, ""));
  }

  @RepeatedTest(5)
  void withUnorderedArrays(RepetitionInfo repetition) {
    ResponseDiffer differ = differ(settings -> settings.unordered("$.**.u"));
    check(repetition.getCurrentRepetition(), differ, (value, seed) -> sorted(value, ""));
  }

  @RepeatedTest(5)
  void withIgnoredFieldsInUnorderedArrays(RepetitionInfo repetition) {
    ResponseDiffer differ =
        differ(settings -> settings.unordered("$.**.u").ignore("$.**.t").ignore("$.a.b"));
    check(
        repetition.getCurrentRepetition(),
        differ,
        (value, seed) -> sorted(withoutIgnored(value, ""), ""));
  }

  /** Fields that identify elements are left alone: another one of them is another element. */
  @RepeatedTest(5)
  void aSingleChangeIsFoundAtItsPath(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < BODIES; i++) {
      Object before = object(random, 4);
      Object after = copy(before);
      String path = changeOne(after, "$", random);
      if (path != null) {
        Differences differences =
            compare(differ(), json(write(before, random)), json(write(after, random)));
        assertThat(Responses.found(differences)).isEqualTo(path + " VALUE");
      }
    }
  }

  /** Changes a value deep inside to one that occurs nowhere; returns null if there is none. */
  @SuppressWarnings("unchecked")
  private static @Nullable String changeOne(Object value, String path, Random random) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<String, Object> object = (Map<String, Object>) map;
      String name = List.copyOf(object.keySet()).get(random.nextInt(object.size()));
      Object field = object.get(name);
      if (!isLeaf(field)) {
        return changeOne(field, path + "." + name, random);
      }
      object.put(name, other(field));
      boolean key = name.equals("id") || name.equals("name");
      return field instanceof Boolean || key ? null : path + "." + name;
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      List<Object> array = (List<Object>) list;
      int index = random.nextInt(array.size());
      Object element = array.get(index);
      if (!isLeaf(element)) {
        return changeOne(element, path + "[*]", random);
      }
      array.set(index, other(element));
      return element instanceof Boolean ? null : path + "[*]";
    }
    return null;
  }

  private static Object other(Object leaf) {
    return leaf instanceof String ? "other" : leaf instanceof Boolean b ? !b : (Object) 999;
  }

  private static void check(
      long seed, ResponseDiffer differ, BiFunction<Object, Long, Object> normal) {
    Random random = new Random(seed);
    int equal = 0;
    for (int i = 0; i < BODIES; i++) {
      Object before = object(random, 4);
      Object after = changed(before, random, random.nextInt(4));
      String left = write(before, random);
      String right = write(after, random);
      boolean same = Objects.equals(normal.apply(before, seed), normal.apply(after, seed));
      Differences differences = compare(differ, json(left), json(right));
      assertThat(differences.count()).as("%s%n%s%n%s", left, right, differences).isEqualTo(!same);
      assertThat(compare(differ, json(right), json(left)).count()).isEqualTo(!same);
      equal += same ? 1 : 0;
    }
    assertThat(equal).as("both results occur").isBetween(BODIES / 20, BODIES * 19 / 20);
  }

  private static Object value(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 7);
    return switch (kind) {
      case 0 -> random.nextInt(4);
      case 1 -> "x" + random.nextInt(4);
      case 2 -> random.nextBoolean();
      case 3 -> random.nextInt(3) * 10 + 5;
      case 4 -> array(random, depth - 1);
      default -> object(random, depth - 1);
    };
  }

  private static Object object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(NAMES.length); i >= 0; i--) {
      object.put(NAMES[random.nextInt(NAMES.length)], value(random, depth));
    }
    return object;
  }

  private static Object array(Random random, int depth) {
    List<Object> array = new ArrayList<>();
    boolean alike = random.nextBoolean();
    for (int i = random.nextInt(5); i > 0; i--) {
      array.add(alike && depth > 0 ? object(random, depth - 1) : value(random, depth));
    }
    return array;
  }

  /** Returns a copy with some changes, none of which only adds a field. */
  private static Object changed(Object value, Random random, int changes) {
    Object changed = copy(value);
    for (int i = 0; i < changes; i++) {
      change(changed, random);
    }
    return changed;
  }

  @SuppressWarnings("unchecked")
  private static void change(Object value, Random random) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<String, Object> object = (Map<String, Object>) map;
      List<String> names = new ArrayList<>(object.keySet());
      String name = names.get(random.nextInt(names.size()));
      if (isLeaf(object.get(name)) || random.nextInt(4) == 0) {
        object.put(name, random.nextInt(4));
      } else {
        change(object.get(name), random);
      }
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      List<Object> array = (List<Object>) list;
      int index = random.nextInt(array.size());
      switch (random.nextInt(4)) {
        case 0 -> Collections.shuffle(array, random);
        case 1 -> array.remove(index);
        case 2 -> array.add(index, copy(array.get(random.nextInt(array.size()))));
        default -> {
          if (isLeaf(array.get(index))) {
            array.set(index, "x" + random.nextInt(4));
          } else {
            change(array.get(index), random);
          }
        }
      }
    }
  }

  private static boolean isLeaf(Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, field) -> copy.put(name, copy(field)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(NaiveComparisonTest::copy).toList());
    }
    return value;
  }

  private static Object withoutIgnored(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> kept = new TreeMap<>();
      map.forEach(
          (name, field) -> {
            if (!name.equals("t") && !(path + "." + name).equals(".a.b")) {
              kept.put(name, withoutIgnored(field, path + "." + name));
            }
          });
      return kept;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> withoutIgnored(element, path + "[]")).toList();
    }
    return value;
  }

  /** Sorts the arrays of the name u by their text, whose fields are sorted, too. */
  private static Object sorted(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> sorted = new TreeMap<>();
      map.forEach((key, field) -> sorted.put(key, sorted(field, (String) key)));
      return sorted;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>(list.stream().map(e -> sorted(e, "")).toList());
      if (name.equals("u")) {
        elements.sort(Comparator.comparing(e -> e.getClass() + e.toString()));
      }
      return elements;
    }
    return value;
  }

  /** Writes a value as JSON, its fields in the order that they have or in another one. */
  private static String write(Object value, Random random) {
    if (value instanceof Map<?, ?> map) {
      List<Object> names = new ArrayList<>(map.keySet());
      if (random.nextInt(3) == 0) {
        Collections.shuffle(names, random);
      }
      return String.join(
              ",",
              names.stream()
                  .map(name -> "\"" + name + "\":" + write(map.get(name), random))
                  .toList())
          .transform(fields -> "{" + fields + "}");
    }
    if (value instanceof List<?> list) {
      return "["
          + String.join(",", list.stream().map(element -> write(element, random)).toList())
          + "]";
    }
    return value instanceof String ? "\"" + value + "\"" : value.toString();
  }
}
