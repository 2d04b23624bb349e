package dev.assay.raft;

/** Why a proposal or read was definitely not taken: nothing of it will ever happen. */
public enum Refusal {
  /** This node does not lead (any more); ask the leader named beside, if any. */
  NOT_LEADER,
  /** The leader's bounded queue is full; ask again later. */
  BUSY,
  /** The payload is larger than {@link RaftLimits#payloadBytesMax}. */
  TOO_LARGE
}
