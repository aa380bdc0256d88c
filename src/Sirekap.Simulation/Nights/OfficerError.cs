namespace Sirekap.Simulation.Nights;

/// <summary>What an officer gets wrong on a form. The rates are set so that about as many forms break each check as in the data of 2024
/// (237,625 complete domestic rows of KPU's own feed); those of ballots and of voters with a disability, which that feed lacks, are
/// guessed.</summary>
[Flags]
internal enum OfficerError
{
    None = 0,

    /// <summary>Only the votes are sent, as in 21.9 % of the rows.</summary>
    NoCounts = 1 << 0,

    /// <summary>The votes of one ticket are not given.</summary>
    ChoiceMissing = 1 << 1,

    /// <summary>One ticket's votes are misread: 617 for 117.</summary>
    VoteMisread = 1 << 2,

    /// <summary>A digit too many: 136,188 for 136.</summary>
    ExtraDigits = 1 << 3,

    /// <summary>The votes of two tickets stand in each other's row; no check can see it.</summary>
    RowsSwapped = 1 << 4,

    /// <summary>Valid votes misread, and all votes added up from that.</summary>
    ValidMisreadAndSummed = 1 << 5,

    ValidMisread = 1 << 6,
    InvalidMisread = 1 << 7,
    AllVotesMisread = 1 << 8,

    /// <summary>The voters who came were counted wrong on the paper itself, consistently: the ground for a recount.</summary>
    VotersMiscounted = 1 << 9,

    VotersMisread = 1 << 10,

    /// <summary>Men and all of the voters row are wrong together.</summary>
    VotersRowMisread = 1 << 11,

    VotersPartMisread = 1 << 12,

    /// <summary>Men and all of the voters from the roll are wrong together, so the parts do not add up.</summary>
    PartRowMisread = 1 << 13,

    RollPartMisread = 1 << 14,
    FromRollPartMisread = 1 << 15,
    TransferredPartMisread = 1 << 16,
    SameDayPartMisread = 1 << 17,
    DisabledPartMisread = 1 << 18,
    BallotsMisread = 1 << 19,

    /// <summary>Valid, invalid and all votes moved by one row.</summary>
    RowsShifted = 1 << 20,

    /// <summary>Of a party: its page was left out, so that none of its rows is given.</summary>
    PageMissing = 1 << 21,

    /// <summary>Of a party: in the row of the votes for the party itself stands the sum of the page.</summary>
    PartySumAsVotes = 1 << 22,

    /// <summary>Of a party: some of its rows are misread, as people write more than a hundred numbers in one night.</summary>
    CandidatesMisread = 1 << 23,
}
