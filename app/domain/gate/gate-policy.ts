/** The numbers of the gate that a policy sets. They come with the facts, so that a replay uses those of its day. */
export type GatePolicy = {
  /** A delta module is demanded when the model was launched more than so many days ago (6.4 f). */
  readonly deltaGraceDays: number
  /** A licence's verification counts for so many days (6.8). */
  readonly licenceVerificationMaxDays: number
  /** From this level on, an outlet on probation needs a lead (6.15, 20). */
  readonly probationLeadLevel: number
  /** Quorum ratios apply up to this level; above it the counts decide (6.15, 22). */
  readonly quorumRatioTopLevel: number
  readonly supervision: {
    /** Length of the exception clock where no legal rule sets another (6.9, 3). */
    readonly clockMonths: number
    readonly maxLevelGap: number
    readonly maxTrainees: number
    /** Tags of operations on which a supervisor has one trainee only. */
    readonly oneToOneTags: readonly string[]
    readonly maxDistanceM: number
    readonly maxMinutesApart: number
  }
  readonly override: {
    readonly maxHours: number
    readonly minTextLength: number
    /** An expired credential may be overridden for so many days after its end (6.15, 30). */
    readonly expiredDays: number
    /** A deposit's shortfall may be overridden for so many days after it began. */
    readonly depositDays: number
  }
}

/** The defaults of the design (gate 6.4 to 6.11), which a policy may replace. */
export const defaultGatePolicy: GatePolicy = {
  deltaGraceDays: 30,
  licenceVerificationMaxDays: 365,
  probationLeadLevel: 3,
  quorumRatioTopLevel: 2,
  supervision: {
    clockMonths: 12,
    maxLevelGap: 1,
    maxTrainees: 2,
    oneToOneTags: ['FLAMMABLE_A2L', 'FLAMMABLE_A3', 'HV_DC_BUS', 'REFRIGERANT_CIRCUIT', 'HOT_WORK'],
    maxDistanceM: 200,
    maxMinutesApart: 15,
  },
  override: { maxHours: 24, minTextLength: 20, expiredDays: 7, depositDays: 7 },
}
