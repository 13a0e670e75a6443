package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.mirror4j.rule.Change;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements that no longer stand beside their like are compared all the same, and no dearer. */
class MovedElementsTest {

  private static final int ELEMENTS = 3_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the order alone, with what may be written in several ways
        "[{'id':1,'p':5,'q':[1]},{'id':2,'p':6}] | [{'p':6.0,'id':2},{'q':[1],'id':1,'p':5}] | $ ORDER",
        "[{'id':1,'t':[1,{'a':1,'b':2}]},{'id':2}] | [{'id':2},{'id':1,'t':[1,{'b':2,'a':1}]}] | $ ORDER",
        "[{'id':1,'p':5,'p':7},{'id':2}] | [{'id':2},{'id':1,'p':5,'p':7}] | $ ORDER",
        "[{'id':1},{'id':2,'n':null},3] | [{'id':2,'n':null},3,{'id':1}] | $ ORDER",
        // more than the order, behind the first element that has moved
        "[{'id':1,'p':5},{'id':2,'p':6},{'id':3,'p':7}] | [{'id':2,'p':6},{'id':1,'p':5},{'id':3,'p':8}]"
            + " | $ ORDER, $[*].p VALUE",
        "[{'id':1},{'id':2},{'id':3,'p':7}] | [{'id':2},{'id':1},{'id':3}] | $ ORDER, $[*].p MISSING",
        "[{'id':1,'p':5},{'id':20}] | [{'id':2e1},{'id':1.0,'p':6}]"
            + " | $ ORDER, $[*].id REPRESENTATION, $[*].p VALUE",
        "[{'id':1},{'id':2},{'id':3,'p':[{'id':7},{'id':8}]}] | [{'id':2},{'id':1},{'id':3,'p':[{'id':8},{'id':7}]}]"
            + " | $ ORDER, $[*].p ORDER",
        "[{'id':1,'p':5},{'id':2,'p':6}] | [{'id':3,'p':5},{'id':4,'p':7}] | $[*].id VALUE, $[*].p VALUE",
        "[{'id':1},{'id':2}] | [{'id':3},{'id':'4'}] | $[*].id TYPE, $[*].id VALUE",
        // and what stands behind the array
        "{'l':[{'id':1},{'id':2}],'z':1} | {'l':[{'id':2},{'id':1}],'z':2} | $.l ORDER, $.z VALUE",
        "{'l':[{'id':1},{'id':2},{'id':9}],'z':1} | {'l':[{'id':2},{'id':1},{'id':9}],'z':1} | $.l ORDER"
      })
  void whatDiffersIsFound(String before, String after, String expected) {
    assertThat(Responses.diff(before.replace('\'', '"'), after.replace('\'', '"')))
        .isEqualTo(expected);
  }

  @Test
  void whatMayDifferMayDifferThere() {
    ResponseDiffer differ =
        differ(settings -> settings.unordered("$").ignore("$[*].t").ignore("$[*].o.t"));
    String before = "[{'id':1,'t':1,'o':{'t':1}},{'id':2,'t':[{}],'o':{'t':2}}]".replace('\'', '"');
    String after = "[{'id':2,'t':3,'o':{'t':9}},{'id':1,'o':{}}]".replace('\'', '"');

    assertThat(found(compare(differ, json(before), json(after)))).isEmpty();
  }

  /** An identifier that may differ does not tell that an element has moved. */
  @Test
  void elementsAreComparedWhoseIdentifiersAreHidden() {
    String before = "[{'id':1,'v':1},{'id':2,'v':2},{'id':3,'v':3}]".replace('\'', '"');
    String after = "[{'id':7,'v':1},{'id':8,'v':5},{'id':9,'v':3}]".replace('\'', '"');
    for (ResponseDiffer differ :
        List.of(
            differ(settings -> settings.ignore("$[*].id")),
            differ(settings -> settings.expect("$[*].id", Change.VALUE)),
            differ(settings -> settings.unordered("$").ignore("$[*].id")))) {
      assertThat(found(compare(differ, json(before), json(after)))).isEqualTo("$[*].v VALUE");
    }
  }

  /** A setting for one kind of change does not let another one pass, wherever the element is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'v':1,'p':1},{'v':2}] | [{'v':1,'p':3},{'v':2}] | $[*].p VALUE",
        "[{'v':1,'p':1},{'v':2,'p':2}] | [{'v':2,'p':9},{'v':1,'p':1}] | $[*].p VALUE",
        "[{'v':1,'p':1},{'v':2,'p':2}] | [{'v':2,'p':2},{'v':1}] | $[*].p MISSING",
        "[{'v':1,'p':1},{'v':2,'p':2},3] | [{'v':2,'p':9},{'v':1,'p':1}] | $ SIZE, $[*].p VALUE",
        "[{'id':1,'p':1},{'id':2,'p':2}] | [{'id':2,'p':9},{'id':1,'p':1}] | $[*].p VALUE",
        "[{'v':1,'a':[{'p':1},7]},{'v':2}] | [{'v':2},{'v':1,'a':[{'p':2},7]}] | $[*].a[*].p VALUE",
        // what is really the same finds each other
        "[{'p':1},{'p':2},{'p':3}] | [{'p':3},{'p':1},{'p':2}] | ''",
        "[{'p':1},{'p':2},{'p':3}] | [{'p':3},{'p':9},{'p':2}] | $[*].p VALUE",
        // and what is added on purpose may be so
        "[{'v':1},{'v':2}] | [{'v':2,'p':9},{'v':1,'p':1}] | ''",
        "[{'v':1,'a':[{}]},{'v':2}] | [{'v':2,'p':9},{'v':1,'a':[{'p':2}]}] | ''"
      })
  void whatIsExpectedToBeAddedIsComparedWhereBothHaveIt(
      String before, String after, String expected) {
    ResponseDiffer differ =
        differ(
            settings ->
                settings
                    .unordered("$")
                    .expect("$[*].p", Change.ADDED)
                    .expect("$[*].a[*].p", Change.ADDED));
    assertThat(found(compare(differ, quoted(before), quoted(after)))).isEqualTo(expected);
  }

  @Test
  void elementsThatMayBeAddedAreComparedAllTheSame() {
    ResponseDiffer differ =
        differ(settings -> settings.expect("$.l[*]", Change.ADDED).expect("$.l", Change.VALUE));
    assertThat(
            found(
                compare(
                    differ,
                    quoted("{'l':[{'v':1},{'v':2},[1]]}"),
                    quoted("{'l':[{'v':1},{'v':3},[1]]}"))))
        .isEqualTo("$.l[*].v VALUE");
  }

  @Test
  void theOrderDoesNotHideAChangeThatIsNotTheExpectedOne() {
    ResponseDiffer differ = differ(settings -> settings.expect("$[*].p", Change.TYPE));
    assertThat(
            found(
                compare(
                    differ,
                    quoted("[{'v':1,'p':1},{'v':2,'p':2}]"),
                    quoted("[{'v':2,'p':'2'},{'v':1,'p':9}]"))))
        .isEqualTo("$ ORDER, $[*].p VALUE");
  }

  /** Which elements there are changes all the time, what they are does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'id':1,'p':1},{'id':2,'p':2}] | [{'id':1,'p':'1'},{'id':2,'p':2}] | $[*].p TYPE",
        "[{'id':1,'p':1},{'id':2,'p':2}] | [{'id':2,'p':2},{'id':1,'p':3}] | $[*].p VALUE",
        "[[1,2],[3,4]] | [[1,2],[3,5]] | $[*][*] VALUE",
        "[[1,2],[3,4]] | [[3,4],[1,2]] | ''",
        "[[1,2],[3,4]] | [[1,2],[3,4,5]] | ''"
      })
  void elementsAtAPlaceThatAlwaysDiffersAreCompared(String before, String after, String expected) {
    for (ResponseDiffer differ : List.of(differ(), differ(settings -> settings.unordered("$")))) {
      assertThat(found(compare(differ, quoted(before), quoted(after), Set.of("$", "$[*]"))))
          .isEqualTo(expected);
    }
  }

  @Test
  void anIdentifierThatIsHiddenMatchesNothing() {
    ResponseDiffer differ = differ(settings -> settings.unordered("$").ignore("$[*].id"));
    String before = "[{'id':1,'v':1},{'id':2,'v':2},{'id':3,'v':3}]";
    assertThat(found(compare(differ, quoted(before), quoted("[{'id':2,'v':1},{'id':3,'v':2}]"))))
        .isEqualTo("$ SIZE");
  }

  /** Strings with the same hash are not the same, and neither are values of a repeated field. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'Aa':1},{'b':2}] | [{'b':2},{'BB':1}] | $[*].Aa MISSING, $[*].BB EXTRA",
        "[{'a':1,'a':2},{'b':2}] | [{'a':2,'a':1},{'b':2}] | $[*].a VALUE"
      })
  void whatHasTheSameHashIsNotTheSame(String before, String after, String expected) {
    ResponseDiffer differ = differ(settings -> settings.unordered("$"));
    assertThat(found(compare(differ, quoted(before), quoted(after)))).isEqualTo(expected);
  }

  private static ReceivedResponse quoted(String body) {
    return json(body.replace('\'', '"'));
  }

  /** Few elements of a long array are read by readers of their own, many by one together. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3,90 | 7 | $ ORDER",
        "3,90 | 8 | $[*].k VALUE, $[*].n[*] VALUE, $[*].v VALUE",
        "0,99 | 7 | $ ORDER",
        "5,6,7,8,40,41,42 | 7 | $ ORDER",
        "0,1,2,3,4,5,6,7,8,9,10,20,30,40,50,60,70,80,90,91,92,93,94,95,96,97,98,99 | 7 | $ ORDER"
      })
  void inALongArray(String moved, int value, String expected) {
    List<Integer> indexes = Arrays.stream(moved.split(",")).map(Integer::parseInt).toList();
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      before.add("{\"k\":\"K%d\",\"v\":7,\"n\":[%d]}".formatted(i, i));
    }
    List<String> after = new ArrayList<>(before);
    for (int i = 0; i < indexes.size(); i++) {
      int next = indexes.get((i + 1) % indexes.size());
      int v = i == 0 ? value : 7;
      after.set(indexes.get(i), "{\"n\":[%d],\"v\":%d,\"k\":\"K%d\"}".formatted(next, v, next));
    }

    assertThat(Responses.diff(before.toString(), after.toString())).isEqualTo(expected);
  }

  /** Arrays in arrays, of which no more is read again than a multiple of both bodies. */
  @Test
  void whereTooMuchWasReadAgainTheyDifferAsAWhole() {
    String before = "{\"id\":1,\"v\":1},{\"id\":2,\"v\":2}";
    String after = "{\"id\":2,\"v\":2},{\"id\":1,\"v\":3}";
    for (int depth = 0; depth < 60; depth++) {
      before = "{\"id\":1,\"l\":[" + before + "]},{\"id\":2}";
      after = "{\"id\":2,\"l\":[" + after + "]},{\"id\":1}";
    }
    ResponseDiffer differ = differ(settings -> settings.expect("$.**.id", Change.VALUE));

    assertThat(compare(differ, json("[" + before + "]"), json("[" + after + "]")).count()).isTrue();
  }

  /** That it is the order alone is known from hashes: no element is kept, and no difference. */
  @Test
  void theOrderAloneTakesLittleMemory() {
    List<String> elements =
        new ArrayList<>(
            IntStream.range(0, ELEMENTS)
                .mapToObj(
                    i ->
                        "{\"id\":%d,\"name\":\"Article %d\",\"p\":%d.5,\"t\":[\"a\",\"b%d\"]}"
                            .formatted(i, i, i, i))
                .toList());
    ReceivedResponse before = json(elements.toString());
    Collections.shuffle(elements, new Random(7));
    ReceivedResponse after = json(elements.toString());
    ResponseDiffer differ = differ(settings -> settings.unordered("$"));
    assertThat(found(compare(differ, before, after))).isEmpty();

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadAllocatedBytes();
    compare(differ, before, after);
    long allocated = threads.getCurrentThreadAllocatedBytes() - start;

    assertThat(allocated / ELEMENTS).as("bytes an element").isLessThan(500);
  }
}
