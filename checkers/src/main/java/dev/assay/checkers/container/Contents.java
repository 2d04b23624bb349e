package dev.assay.checkers.container;

import dev.assay.checkers.linearizability.Clashing;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations on a container by the element that they put or take, when each is put by one
 * operation at most. Puts of unknown outcome that nobody took from are left out: any order is one
 * without them, too.
 *
 * @param elements in the order in which their puts were called
 * @param nothings operations that found nothing to take
 * @param unclear operations that took nobody knows what, if they happened
 */
record Contents(
    List<Operation> operations,
    List<Element> elements,
    List<Integer> nothings,
    List<Integer> unclear) {
  /**
   * Empty when an element is put twice, or is nil, which would be taken for nothing.
   *
   * @throws Clashing when an element is taken twice, or without having been put
   */
  static Optional<Contents> of(List<Operation> operations, ContainerCall.Reader reader) {
    Map<Value, Integer> puts = new LinkedHashMap<>();
    Map<Value, Integer> takes = new LinkedHashMap<>();
    List<Integer> nothings = new ArrayList<>();
    List<Integer> unclear = new ArrayList<>();
    List<Integer> again = List.of();
    for (int op = 0; op < operations.size(); op++) {
      switch (reader.read(operations.get(op))) {
        case ContainerCall.Put(Value element) -> {
          if (element.equals(Value.NIL) || puts.putIfAbsent(element, op) != null) {
            return Optional.empty();
          }
        }
        case ContainerCall.Take(Value element) -> {
          Integer other = takes.putIfAbsent(element, op);
          again = other == null ? again : List.of(other, op);
        }
        case ContainerCall.Nothing() -> nothings.add(op);
        case ContainerCall.Unclear() -> unclear.add(op);
      }
    }
    if (!again.isEmpty()) {
      throw new Clashing(again, "both took what was put once at most");
    }
    refuseUnputTakes(operations, puts, takes);
    List<Element> elements = new ArrayList<>();
    puts.forEach(
        (element, put) -> {
          Integer take = takes.get(element);
          if (take != null || !operations.get(put).isUnknown()) {
            elements.add(
                Element.of(operations, element, put, take == null ? Element.NOBODY : take));
          }
        });
    return Optional.of(new Contents(operations, elements, nothings, unclear));
  }

  private static void refuseUnputTakes(
      List<Operation> operations, Map<Value, Integer> puts, Map<Value, Integer> takes) {
    takes.forEach(
        (element, take) -> {
          Integer put = puts.get(element);
          if (put == null) {
            throw new Clashing(List.of(take), "it took what nobody had put");
          }
          if (operations.get(take).isBefore(operations.get(put))) {
            throw new Clashing(List.of(take, put), "it was taken before it was put");
          }
        });
  }

  Contents with(List<Element> others) {
    return new Contents(operations, others, nothings, List.of());
  }

  /** Without what was never taken, and without what nobody knows. */
  Contents taken() {
    return with(elements.stream().filter(Element::isTaken).toList());
  }

  /**
   * By operation that found nothing: the first moment at which that can have been.
   *
   * @throws Clashing when there is none
   */
  long[] emptyMoments(Presence presence) {
    long[] moments = new long[nothings.size()];
    for (int i = 0; i < moments.length; i++) {
      Operation nothing = operations.get(nothings.get(i));
      moments[i] = presence.emptyFrom(nothing.index());
      if (moments[i] > nothing.endIndex()) {
        List<Integer> clash = new ArrayList<>(List.of(nothings.get(i)));
        clash.addAll(presence.chain(nothing.index(), nothing.endIndex()));
        throw new Clashing(clash, "it found nothing, though something was there all the time");
      }
    }
    return moments;
  }
}
