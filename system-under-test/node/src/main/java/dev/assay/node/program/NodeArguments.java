package dev.assay.node.program;

import dev.assay.node.Flow;
import dev.assay.node.Mutant;
import dev.assay.node.NodeConfig;
import dev.assay.node.SnapshotPolicy;
import dev.assay.node.grpc.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a node is started with. The peers and it make up a new cluster, unless it joins one: then it
 * waits to be added, and the peers are where it finds members whose addresses the cluster does not
 * tell.
 *
 * @param listen where peers and clients reach it
 * @param peers where it reaches each other member
 * @param data folder of its files, created if need be
 * @param certificates see {@link dev.assay.node.security.Credentials#read}; empty: everything in
 *     plain text
 * @param clockFile see {@link SkewedClock}
 * @param control see {@link Control}; empty: nobody reaches into this node
 */
record NodeArguments(
    NodeConfig config,
    Address listen,
    Map<String, Address> peers,
    Path data,
    Optional<Path> certificates,
    Optional<Path> clockFile,
    Optional<Path> control) {
  static final String USAGE =
      "usage: --node NAME --listen HOST:PORT --data FOLDER --certificates FOLDER|--plaintext"
          + " [--peer NAME=HOST:PORT]... [--join] [--snapshot-entries N] [--snapshot-bytes N]"
          + " [--format-version N] [--clock-file FILE] [--control FOLDER] [--mutant NAME]..."
          + " [--manifest FILE]";

  private enum Use {
    FLAG,
    ONCE,
    REPEATABLE
  }

  private enum Option {
    NODE("--node", Use.ONCE),
    LISTEN("--listen", Use.ONCE),
    DATA("--data", Use.ONCE),
    CERTIFICATES("--certificates", Use.ONCE),
    PLAINTEXT("--plaintext", Use.FLAG),
    PEER("--peer", Use.REPEATABLE),
    JOIN("--join", Use.FLAG),
    SNAPSHOT_ENTRIES("--snapshot-entries", Use.ONCE),
    SNAPSHOT_BYTES("--snapshot-bytes", Use.ONCE),
    FORMAT_VERSION("--format-version", Use.ONCE),
    CLOCK_FILE("--clock-file", Use.ONCE),
    CONTROL("--control", Use.ONCE),
    MUTANT("--mutant", Use.REPEATABLE),
    MANIFEST("--manifest", Use.ONCE);

    private final String text;
    private final Use use;

    Option(String text, Use use) {
      this.text = text;
      this.use = use;
    }

    static Option named(String text) {
      return Arrays.stream(values())
          .filter(option -> option.text.equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown option '%s': did you mean %s? %s"
                          .formatted(
                              text,
                              NearestName.of(
                                  text, Arrays.stream(values()).map(o -> o.text).toList()),
                              USAGE)));
    }
  }

  NodeArguments {
    peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with one line that says what is wrong and what would be right
   */
  static NodeArguments parse(List<String> arguments) {
    Map<Option, List<String>> given = given(arguments);
    String self = required(given, Option.NODE);
    Map<String, Address> peers = peers(given.getOrDefault(Option.PEER, List.of()));
    List<String> members = new ArrayList<>();
    if (!given.containsKey(Option.JOIN)) {
      members.addAll(peers.keySet());
      members.add(self);
    }
    NodeConfig config =
        new NodeConfig(
            self,
            members,
            mutants(given),
            Math.toIntExact(number(given, Option.FORMAT_VERSION, NodeConfig.SPEAKS_MAX)),
            new SnapshotPolicy(
                number(given, Option.SNAPSHOT_ENTRIES, SnapshotPolicy.STANDARD.entries()),
                number(given, Option.SNAPSHOT_BYTES, SnapshotPolicy.STANDARD.bytes())),
            Flow.STANDARD);
    return new NodeArguments(
        config,
        Address.parse(required(given, Option.LISTEN)),
        peers,
        Path.of(required(given, Option.DATA)),
        certificates(given),
        path(given, Option.CLOCK_FILE),
        path(given, Option.CONTROL));
  }

  private static Map<Option, List<String>> given(List<String> arguments) {
    Map<Option, List<String>> given = new LinkedHashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      Option option = Option.named(rest.next());
      if (option.use == Use.FLAG) {
        given.put(option, List.of());
        continue;
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException("%s needs a value; %s".formatted(option.text, USAGE));
      }
      List<String> values = given.computeIfAbsent(option, _ -> new ArrayList<>());
      values.add(rest.next());
      if (values.size() > 1 && option.use == Use.ONCE) {
        throw new IllegalArgumentException("%s is given twice".formatted(option.text));
      }
    }
    return given;
  }

  private static Optional<Path> path(Map<Option, List<String>> given, Option option) {
    return Optional.ofNullable(given.get(option)).map(List::getFirst).map(Path::of);
  }

  private static Optional<Path> certificates(Map<Option, List<String>> given) {
    boolean plaintext = given.containsKey(Option.PLAINTEXT);
    Optional<Path> folder = path(given, Option.CERTIFICATES);
    if (plaintext == folder.isPresent()) {
      throw new IllegalArgumentException(
          plaintext
              ? "--plaintext and --certificates exclude each other"
              : "--certificates is missing: './ledger certificates' makes them; --plaintext goes"
                  + " without, where nobody can be harmed; "
                  + USAGE);
    }
    return folder;
  }

  private static long number(Map<Option, List<String>> given, Option option, long otherwise) {
    List<String> values = given.get(option);
    if (values == null) {
      return otherwise;
    }
    try {
      return Math.clamp(Long.parseLong(values.getFirst()), 0L, (long) Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s '%s' is not a number".formatted(option.text, values.getFirst()), e);
    }
  }

  private static String required(Map<Option, List<String>> given, Option option) {
    return Optional.ofNullable(given.get(option))
        .map(List::getFirst)
        .orElseThrow(
            () -> new IllegalArgumentException("%s is missing; %s".formatted(option.text, USAGE)));
  }

  private static Map<String, Address> peers(List<String> values) {
    Map<String, Address> peers = new LinkedHashMap<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--peer '%s' is not NAME=HOST:PORT, as in n2=127.0.0.1:7002".formatted(value));
      }
      Address address = Address.parse(value.substring(equals + 1));
      if (peers.put(value.substring(0, equals), address) != null) {
        throw new IllegalArgumentException(
            "--peer %s is given twice".formatted(value.substring(0, equals)));
      }
    }
    return peers;
  }

  /** Nobody gets a bug by mistake: what is planted is what a verification run's manifest names. */
  private static Set<Mutant> mutants(Map<Option, List<String>> given) {
    Set<Mutant> mutants = EnumSet.noneOf(Mutant.class);
    List<String> names = given.getOrDefault(Option.MUTANT, List.of());
    Optional<RunManifest> manifest =
        Optional.ofNullable(given.get(Option.MANIFEST))
            .map(values -> new RunManifest(Path.of(values.getFirst())));
    for (String name : names) {
      mutants.add(
          Mutant.named(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "unknown mutant '%s': did you mean %s?"
                              .formatted(
                                  name,
                                  NearestName.of(
                                      name,
                                      Arrays.stream(Mutant.values()).map(Mutant::id).toList())))));
      RunManifest.require(manifest, name);
    }
    return mutants;
  }
}
