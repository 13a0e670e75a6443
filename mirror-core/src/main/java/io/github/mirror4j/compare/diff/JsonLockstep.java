package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.JsonTokens.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares two JSON texts while both are read, token by token. Only what is not at the same place
 * in both is kept: fields in another order, and arrays that cannot be compared element by element,
 * which are read again as trees. From the first elements that differ, the elements of two arrays
 * are only hashed, which shows whether only their order differs. If the rest of both texts is the
 * same, byte by byte, only one of them is read to its end.
 */
final class JsonLockstep {

  /** How often every byte may be read again, on average: arrays may be nested deeply. */
  private static final int REREADS = 4;

  private final JsonTokens left;
  private final JsonTokens right;
  private final DifferenceLog log;
  private final TreeComparison trees;
  private final JsonHash hash;
  private final List<String> names = new ArrayList<>();
  private long rereadable;

  /** How many bytes at the end are the same; -1 until that is asked. */
  private int suffix = -1;

  /** How much had differed when it was asked last whether the rest is the same. */
  private int asked;

  /** Whether both texts are read alongside: not where fields stand in another order. */
  private boolean inOrder = true;

  /** Whether the rest is the same. Then the right text is not read any further. */
  private boolean sameRest;

  /** How many arrays are open. Hashes are needed only for their elements. */
  private int arrays;

  /** The hashes of the values that were compared last. */
  private long leftHash;

  private long rightHash;

  JsonLockstep(JsonTokens left, JsonTokens right, DifferenceLog log) {
    this.left = left;
    this.right = right;
    this.log = log;
    trees = new TreeComparison(log, TreeComparison.Style.JSON);
    hash = new JsonHash(trees);
    rereadable = (long) REREADS * (left.size() + right.size());
  }

  /**
   * Compares the two texts.
   *
   * @throws MalformedBodyException if one of them is malformed
   */
  void compare(Place root) {
    value(root, left.next(), right.next());
    left.end();
    if (!sameRest) {
      right.end();
    }
  }

  /** Compares two values, from their first tokens to their last. */
  private void value(Place place, Kind l, Kind r) {
    if (l == Kind.START_OBJECT && r == Kind.START_OBJECT) {
      object(place);
    } else if (l == Kind.START_ARRAY && r == Kind.START_ARRAY) {
      array(place);
    } else if (l == r && (!l.hasText() || left.hasTextOf(right))) {
      if (arrays > 0) {
        leftHash = trees.isPlain(left, place) ? left.hash(l) : trees.hash(left.node(), place);
        rightHash = leftHash;
      }
    } else {
      nodes(place, left.node(), right.node());
    }
  }

  private void nodes(Place place, Node a, Node b) {
    trees.compare(a, b, place);
    if (arrays > 0) {
      leftHash = trees.hash(a, place);
      rightHash = trees.hash(b, place);
    }
  }

  private void object(Place place) {
    int mark = log.mark();
    int first = names.size();
    long leftSum = 0;
    long rightSum = 0;
    Kind l = left.next();
    Kind r = right.next();
    while (l == Kind.NAME && r == Kind.NAME && left.name().equals(right.name())) {
      String name = left.name();
      Place field = place.field(name);
      names.add(name);
      value(field, left.next(), right.next());
      if (arrays > 0 && !field.settings().letsPass()) {
        leftSum += Hashes.field(name, leftHash);
        rightSum += Hashes.field(name, rightHash);
      }
      if (arrays == 0 && isSameRest()) {
        readNames();
        break;
      }
      l = left.next();
      r = right.next();
    }
    Collection<String> all = names.subList(first, names.size());
    int size = all.size();
    if (!sameRest && (l == Kind.NAME || r == Kind.NAME)) {
      JsonFields a = new JsonFields(left, trees, place, all);
      JsonFields b = new JsonFields(right, trees, place, all);
      rest(place, a, b);
      leftSum += a.hash();
      rightSum += b.hash();
      size = a.names().size();
      all = new HashSet<>(a.names());
      all.addAll(b.names());
    }
    if (size > Place.NAMES_LIMIT && !place.isMap()) {
      place.becomeMap();
      log.collapse(mark, place);
    }
    place.saw(all);
    while (names.size() > first) {
      names.remove(names.size() - 1);
    }
    leftHash = trees.objectHash(leftSum, place);
    rightHash = trees.objectHash(rightSum, place);
  }

  /** Reads the names of the fields that are left, which are the same in both texts. */
  private void readNames() {
    while (left.next() == Kind.NAME) {
      names.add(left.name());
      left.next();
      left.skip();
    }
  }

  /**
   * Returns whether the rest of both texts is the same. It is asked between fields and between
   * elements of the outermost array, whose hashes need not be known then: at the same index, they
   * are the same. Looks at positions only where something differed just now.
   */
  private boolean isSameRest() {
    if (!sameRest && inOrder && asked != log.touches()) {
      asked = log.touches();
      suffix = suffix < 0 ? left.commonSuffix(right) : suffix;
      int rest = left.rest();
      sameRest = rest <= suffix && rest == right.rest();
    }
    return sameRest;
  }

  /** Compares the fields of two objects from where their names part. */
  private void rest(Place place, JsonFields a, JsonFields b) {
    boolean wasInOrder = inOrder;
    inOrder = false;
    boolean turn = true;
    while (a.isAtName() || b.isAtName()) {
      if (a.isAlongside(b)) {
        String name = left.name();
        value(place.field(name), left.next(), right.next());
        a.compared(name, leftHash);
        b.compared(name, rightHash);
      } else if (!a.isAtName()
          || (b.isAtName() && !a.isAwaitedBy(b) && (turn || b.isAwaitedBy(a)))) {
        b.read(a, false);
        turn = false;
      } else {
        a.read(b, true);
        turn = true;
      }
    }
    inOrder = wasInOrder;
    trees.fields(a.waiting(), b.waiting(), place);
  }

  private void array(Place place) {
    int mark = log.mark();
    int leftStart = left.offset();
    int rightStart = right.offset();
    Place element = place.element();
    ElementHashes hashes = new ElementHashes();
    boolean isMoved = false;
    arrays++;
    Kind l = left.next();
    Kind r = right.next();
    while (l != Kind.END_ARRAY && r != Kind.END_ARRAY) {
      if (isMoved) {
        hash(element, l, r);
      } else {
        int before = log.mark();
        value(element, l, r);
        isMoved = log.differsSince(before, element, ArrayComparison.keyFields(place));
      }
      hashes.addPair(leftHash, rightHash);
      boolean isOver = arrays == 1 && isSameRest();
      l = left.next();
      if (isOver) {
        break;
      }
      r = right.next();
    }
    arrays--;
    boolean sameSize = sameRest || l == r;
    left.skipToEndOfArray();
    if (!sameRest) {
      right.skipToEndOfArray();
    }
    leftHash = trees.arrayHash(hashes.left(trees.isOrdered(place)), place);
    rightHash = trees.arrayHash(hashes.right(trees.isOrdered(place)), place);
    if (sameSize && !log.differsSince(mark)) {
      return;
    }
    if (sameSize && hashes.areSameInAnyOrder()) {
      log.rollback(mark);
      trees.order(place);
    } else if (!sameSize || isMoved || (!trees.isOrdered(place) && !hashes.areApart())) {
      DifferenceKind kind = sameSize ? DifferenceKind.VALUE : DifferenceKind.SIZE;
      reread(place, mark, leftStart, rightStart, sameSize && !isMoved ? null : kind);
    }
  }

  /** Reads two elements, which may differ. */
  private void hash(Place element, Kind l, Kind r) {
    leftHash = hash.of(left, l, element);
    rightHash = hash.of(right, r, element);
    if (leftHash != rightHash) {
      log.touch();
    }
  }

  /**
   * Compares two arrays once more, as trees, if not too much was read again yet.
   *
   * @param known what is known to differ and was not added; null if all that is known was
   */
  private void reread(
      Place place, int mark, int leftStart, int rightStart, @Nullable DifferenceKind known) {
    int rightEnd = sameRest ? right.size() - left.rest() : right.position();
    rereadable -= left.position() - leftStart + rightEnd - rightStart;
    if (rereadable >= 0) {
      log.rollback(mark);
      nodes(place, left.from(leftStart).node(), right.from(rightStart).node());
    } else if (known != null) {
      Sample array = Sample.of("array");
      log.add(place, known, Severity.CHANGED, array, array);
    }
  }
}
