package dev.assay.simulator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Directed links between all parties of a world. A message is delayed, lost, doubled or overtaken
 * as its link's {@link Conditions} draw it; a cut link loses silently what is sent and what is on
 * its way.
 */
public final class Network {
  private final World world;
  private final Map<String, Map<String, Link>> links = new LinkedHashMap<>();
  private final Set<Route> cuts = new TreeSet<>();
  private final Set<String> deafToClients = new TreeSet<>();
  private final Set<String> muteToClients = new TreeSet<>();
  private Conditions conditions = Conditions.calm();

  Network(World world) {
    this.world = world;
  }

  /** The conditions of every link, those made later included. */
  public void shape(Conditions newConditions) {
    conditions = newConditions;
    links.values().forEach(from -> from.values().forEach(link -> link.shape(newConditions)));
  }

  /** The conditions of one link from now on. */
  public void shape(Route route, Conditions newConditions) {
    link(route.from(), route.to()).shape(newConditions);
  }

  /** How much worse than its conditions the link is from now on. */
  public void worsen(Route route, Worse worse) {
    link(route.from(), route.to()).worsen(worse);
  }

  /** How much worse the link is. */
  public Worse worse(Route route) {
    return link(route.from(), route.to()).worse();
  }

  /**
   * Cuts the links from all clients to the deaf machines and from the mute ones to all clients, in
   * place of whatever was cut of these before.
   */
  public void cutClients(Set<String> deaf, Set<String> mute) {
    deafToClients.clear();
    deafToClients.addAll(deaf);
    muteToClients.clear();
    muteToClients.addAll(mute);
    world.note(Kind.CUT, "", 31L * deafToClients.hashCode() + muteToClients.hashCode());
    links.forEach(
        (from, outgoing) -> outgoing.forEach((to, link) -> link.cut(isCut(new Route(from, to)))));
  }

  private boolean isCut(Route route) {
    boolean toClient = !world.isMachine(route.to());
    boolean fromClient = !world.isMachine(route.from());
    return cuts.contains(route)
        || (fromClient && !toClient && deafToClients.contains(route.to()))
        || (toClient && !fromClient && muteToClients.contains(route.from()));
  }

  /** Cuts exactly these links, in place of whatever was cut before; the empty set heals. */
  public void cut(Set<Route> routes) {
    for (Route route : cuts) {
      if (!routes.contains(route)) {
        link(route.from(), route.to()).cut(false);
        world.note(Kind.CUT, route.from(), -payload(route));
      }
    }
    for (Route route : new TreeSet<>(routes)) {
      if (!cuts.contains(route)) {
        link(route.from(), route.to()).cut(true);
        world.note(Kind.CUT, route.from(), payload(route));
      }
    }
    cuts.clear();
    cuts.addAll(routes);
  }

  public LinkCounts counts(Route route) {
    Link link = links.getOrDefault(route.from(), Map.of()).get(route.to());
    return link == null ? LinkCounts.NONE : link.counts();
  }

  /**
   * Whether the link takes a message now, tried with an empty one that nobody receives: a measured
   * answer without virtual time. A refused probe counts as {@link LinkCounts#cut}.
   */
  public boolean probe(Route route) {
    return admits(link(route.from(), route.to()));
  }

  /** One party's way into the network. */
  final class Outlet {
    private final String from;
    private final Map<String, Link> outgoing;

    private Outlet(String from, Map<String, Link> outgoing) {
      this.from = from;
      this.outgoing = outgoing;
    }

    void send(String to, byte[] payload) {
      Network.this.send(link(from, to, outgoing), from, to, payload);
    }
  }

  /** Until the party is forgotten. */
  Outlet outlet(String from) {
    return new Outlet(from, outgoing(from));
  }

  private void send(Link link, String from, String to, byte[] payload) {
    link.countSent();
    if (!admits(link) || link.drawsLoss()) {
      return;
    }
    byte[] copy = payload.clone();
    dispatch(link, from, to, copy);
    if (link.drawsDuplicate()) {
      dispatch(link, from, to, copy);
    }
    long replayNanos = link.drawReplayNanos();
    if (replayNanos > 0) {
      dispatch(link, from, to, copy, replayNanos);
    }
  }

  void forget(String party) {
    links.remove(party);
    links.values().forEach(from -> from.remove(party));
  }

  private static boolean admits(Link link) {
    if (link.isCut()) {
      link.countCut();
      return false;
    }
    return true;
  }

  private void dispatch(Link link, String from, String to, byte[] payload) {
    dispatch(link, from, to, payload, link.drawDelayNanos(world.nowNanos(), payload.length));
  }

  private void dispatch(Link link, String from, String to, byte[] payload, long delay) {
    Party receiver = link.receiver();
    if (receiver == null) {
      receiver = world.party(to);
      link.receiver(receiver);
    }
    if (receiver == null || !receiver.mailbox().enter()) {
      link.countRefused();
      return;
    }
    world.schedule(delay, new Delivery(link, from, receiver, payload));
  }

  /** A message on its way. */
  private static final class Delivery extends Agenda.Entry {
    private final Link link;
    private final long cutsSeen;
    private final long queuesSeen;
    private final String from;
    private final Party receiver;
    private final byte[] payload;

    Delivery(Link link, String from, Party receiver, byte[] payload) {
      super(Kind.DELIVERY, receiver.name(), Arrays.hashCode(payload));
      this.link = link;
      this.cutsSeen = link.cuts();
      this.queuesSeen = link.queues();
      this.from = from;
      this.receiver = receiver;
      this.payload = payload;
    }

    @Override
    void run() {
      receiver.mailbox().leave();
      if (link.cuts() != cutsSeen) {
        link.countCut();
      } else if (link.queues() != queuesSeen) {
        link.countLost();
      } else if (!receiver.mailbox().isClosed() && receiver.arrive(from, payload)) {
        link.countDelivered();
      } else {
        link.countRefused();
      }
    }
  }

  private Link link(String from, String to) {
    return link(from, to, outgoing(from));
  }

  private Map<String, Link> outgoing(String from) {
    Map<String, Link> outgoing = links.get(from);
    if (outgoing == null) {
      outgoing = new LinkedHashMap<>();
      links.put(from, outgoing);
    }
    return outgoing;
  }

  private Link link(String from, String to, Map<String, Link> outgoing) {
    Link link = outgoing.get(to);
    if (link == null) {
      link = new Link(world.randomness("link " + kin(from) + "->" + kin(to)), conditions);
      link.cut(isCut(new Route(from, to)));
      outgoing.put(to, link);
    }
    return link;
  }

  private String kin(String name) {
    Party party = world.party(name);
    return party == null ? name : party.kin();
  }

  private static long payload(Route route) {
    return route.to().hashCode() & 0xffffffffL;
  }
}
