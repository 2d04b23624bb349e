package dev.assay.node.wire;

import dev.assay.ledger.Hash;
import dev.assay.node.Audit;
import dev.assay.node.ChainPage;
import dev.assay.node.LedgerStatus;
import dev.assay.node.NodeEvent;
import dev.assay.node.Role;
import dev.assay.node.Standing;
import dev.assay.protocol.AuditResponse;
import dev.assay.protocol.ChainResponse;
import dev.assay.protocol.Event;
import dev.assay.protocol.EventsResponse;
import dev.assay.protocol.StatusResponse;
import java.util.List;
import java.util.Optional;

/** What a node says about itself, as the protocol writes it. */
public final class Inspections {
  private Inspections() {}

  public static StatusResponse toWire(LedgerStatus status) {
    return StatusResponse.newBuilder()
        .setNode(status.node())
        .setRole(toWire(status.role()))
        .setEpoch(status.epoch())
        .setPrimary(status.primary().orElse(""))
        .setCommitted(status.committed())
        .setApplied(status.applied())
        .setHeight(status.height())
        .setHeadHash(status.headHash().hex())
        .setWallMillis(status.wallMillis())
        .addAllMembers(status.members())
        .addAllMutants(status.mutants())
        .setChannel(status.standing().channel())
        .setMembership(Administrations.toWire(status.standing().members()))
        .addAllChannels(status.standing().channels())
        .setRemoved(status.standing().removed())
        .setFormat(status.standing().format())
        .setMissingBlocks(status.standing().missingBlocks())
        .build();
  }

  /** Empty when it makes no sense. */
  public static Optional<LedgerStatus> fromWire(StatusResponse wire) {
    return role(wire.getRole())
        .flatMap(
            role ->
                hash(wire.getHeadHash())
                    .map(
                        hash ->
                            new LedgerStatus(
                                wire.getNode(),
                                role,
                                wire.getEpoch(),
                                Optional.of(wire.getPrimary()).filter(name -> !name.isEmpty()),
                                wire.getCommitted(),
                                wire.getApplied(),
                                wire.getHeight(),
                                hash,
                                wire.getWallMillis(),
                                standing(wire),
                                wire.getMutantsList())));
  }

  private static Standing standing(StatusResponse wire) {
    return new Standing(
        wire.getChannel(),
        Administrations.fromWire(wire.getMembership()),
        wire.getRemoved(),
        wire.getFormat(),
        wire.getMissingBlocks(),
        wire.getChannelsList());
  }

  private static dev.assay.protocol.Role toWire(Role role) {
    return switch (role) {
      case PRIMARY -> dev.assay.protocol.Role.ROLE_PRIMARY;
      case BACKUP -> dev.assay.protocol.Role.ROLE_BACKUP;
      case CANDIDATE -> dev.assay.protocol.Role.ROLE_CANDIDATE;
    };
  }

  private static Optional<Role> role(dev.assay.protocol.Role wire) {
    return switch (wire) {
      case ROLE_PRIMARY -> Optional.of(Role.PRIMARY);
      case ROLE_BACKUP -> Optional.of(Role.BACKUP);
      case ROLE_CANDIDATE -> Optional.of(Role.CANDIDATE);
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  private static Optional<Hash> hash(String hex) {
    try {
      return Optional.of(new Hash(hex));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static AuditResponse toWire(Audit audit) {
    return ReadResults.balances(audit.balances(), audit.block())
        .map(
            balances ->
                AuditResponse.newBuilder()
                    .setAudit(
                        dev.assay.protocol.Audit.newBuilder()
                            .setBalances(balances)
                            .setHeadHash(audit.hash().hex())
                            .setApplied(audit.applied()))
                    .build())
        .orElseGet(
            () ->
                AuditResponse.newBuilder()
                    .setInvalid(SubmitResults.invalid(ReadResults.tooMany(audit.balances())))
                    .build());
  }

  /** Empty when there is none, or it makes no sense. */
  public static Optional<Audit> fromWire(AuditResponse wire) {
    dev.assay.protocol.Audit audit = wire.getAudit();
    return hash(audit.getHeadHash())
        .map(
            hash ->
                new Audit(
                    ReadResults.balances(audit.getBalances()),
                    audit.getBalances().getBlock(),
                    hash,
                    audit.getApplied()));
  }

  public static ChainResponse toWire(ChainPage page) {
    return ChainResponse.newBuilder().addAllBlocks(page.lines()).setHeight(page.height()).build();
  }

  public static ChainPage fromWire(ChainResponse wire) {
    return new ChainPage(wire.getBlocksList(), wire.getHeight());
  }

  public static EventsResponse toWire(List<NodeEvent> events) {
    EventsResponse.Builder wire = EventsResponse.newBuilder();
    for (NodeEvent event : events) {
      wire.addEvents(
          Event.newBuilder()
              .setNumber(event.number())
              .setNanos(event.nanos())
              .setWallMillis(event.wallMillis())
              .setKind(event.kind())
              .setEpoch(event.epoch())
              .setDetail(event.detail()));
    }
    return wire.build();
  }

  public static List<NodeEvent> fromWire(EventsResponse wire) {
    return wire.getEventsList().stream()
        .map(
            event ->
                new NodeEvent(
                    event.getNumber(),
                    event.getNanos(),
                    event.getWallMillis(),
                    event.getKind(),
                    event.getEpoch(),
                    event.getDetail()))
        .toList();
  }
}
