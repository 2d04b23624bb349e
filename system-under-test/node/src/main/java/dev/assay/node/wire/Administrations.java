package dev.assay.node.wire;

import dev.assay.node.AdministrationResult;
import dev.assay.node.Members;
import dev.assay.protocol.AdministrationResponse;
import dev.assay.protocol.ChangeMembersRequest;
import dev.assay.protocol.Member;
import dev.assay.protocol.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Members, and what became of a wish to change them or the primary, as the protocol writes it. */
public final class Administrations {
  private Administrations() {}

  public static AdministrationResponse toWire(AdministrationResult result) {
    AdministrationResponse.Builder wire = AdministrationResponse.newBuilder();
    switch (result) {
      case AdministrationResult.Done(Members members) -> wire.setDone(toWire(members));
      case AdministrationResult.NotPrimary(Optional<String> hint) ->
          wire.setNotPrimary(SubmitResults.notPrimary(hint));
      case AdministrationResult.Busy(String reason) -> wire.setBusy(SubmitResults.busy(reason));
      case AdministrationResult.Invalid(String reason) ->
          wire.setInvalid(SubmitResults.invalid(reason));
      case AdministrationResult.Unknown(String reason) ->
          wire.setUnknown(Unknown.newBuilder().setReason(reason));
    }
    return wire.build();
  }

  /** What can't be understood is unknown. */
  public static AdministrationResult fromWire(AdministrationResponse wire) {
    return switch (wire.getOutcomeCase()) {
      case DONE -> new AdministrationResult.Done(fromWire(wire.getDone()));
      case NOT_PRIMARY ->
          new AdministrationResult.NotPrimary(SubmitResults.hint(wire.getNotPrimary()));
      case BUSY -> new AdministrationResult.Busy(wire.getBusy().getReason());
      case INVALID -> new AdministrationResult.Invalid(wire.getInvalid().getReason());
      case UNKNOWN -> new AdministrationResult.Unknown(wire.getUnknown().getReason());
      case OUTCOME_NOT_SET -> new AdministrationResult.Unknown("the node's answer has no outcome");
    };
  }

  static dev.assay.protocol.Members toWire(Members members) {
    return dev.assay.protocol.Members.newBuilder()
        .addAllVoters(toWire(members.voters()))
        .addAllOutgoing(toWire(members.outgoing()))
        .addAllLearners(toWire(members.learners()))
        .build();
  }

  static Members fromWire(dev.assay.protocol.Members wire) {
    return new Members(
        fromWire(wire.getVotersList()),
        fromWire(wire.getOutgoingList()),
        fromWire(wire.getLearnersList()));
  }

  private static List<Member> toWire(List<Members.Member> members) {
    return members.stream()
        .map(
            member ->
                Member.newBuilder()
                    .setNode(member.name())
                    .setAddress(member.address().orElse(""))
                    .build())
        .toList();
  }

  private static List<Members.Member> fromWire(List<Member> wire) {
    return wire.stream()
        .map(
            member ->
                new Members.Member(
                    member.getNode(),
                    Optional.of(member.getAddress()).filter(address -> !address.isEmpty())))
        .toList();
  }

  /** The addresses of those who are to be members; of a repetition the last counts. */
  static SortedMap<String, String> added(ChangeMembersRequest wire) {
    SortedMap<String, String> added = new TreeMap<>();
    wire.getAddList().forEach(member -> added.put(member.getNode(), member.getAddress()));
    return added;
  }
}
