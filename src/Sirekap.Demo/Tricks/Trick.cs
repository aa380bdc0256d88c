using Sirekap.Elections;
using Sirekap.Elections.Regions;

namespace Sirekap.Demo.Tricks;

/// <summary>How far an operator goes to cover up that it changed a vote.</summary>
public enum Cover
{
    /// <summary>
    /// The ledger stays; only result documents are other, from the village up to the nation, and the manifest is signed anew.
    /// </summary>
    Documents,

    /// <summary>
    /// The officer's statement is altered in the ledger and keeps its signature; everything above it is rebuilt and signed with the log's
    /// key.
    /// </summary>
    Entry,

    /// <summary>As <see cref="Entry"/>, and the statement is signed with a key that the operator made up.</summary>
    UnknownKey,

    /// <summary>
    /// As <see cref="UnknownKey"/>, and an enrolment of that key is put in, in the name of the committee that enrolled the officer.
    /// </summary>
    ForgedEnrolment,
}

/// <summary>
/// One way to cheat for an operator who holds the log's key and no officer's. Whatever it needs besides is done with care: a copy of the
/// ledger that has been tricked agrees with itself as far as keys that the operator does not hold let it.
/// </summary>
public abstract record Trick
{
    private Trick() { }

    /// <summary>No trick at all: the copy is published as the original is, and nobody has anything to notice.</summary>
    public sealed record Nothing : Trick;

    /// <summary>
    /// Gives a choice another number of votes. So that the form still adds up the difference is taken from the other choices, the largest
    /// first, or given to the largest; what they do not have makes the form contradict itself.
    /// </summary>
    /// <param name="Cover">How it is covered up.</param>
    /// <param name="Contest">The contest's code.</param>
    /// <param name="Station">A station that has a form.</param>
    /// <param name="Choice">The choice's place on the station's ballot, from 0.</param>
    /// <param name="Votes">Its new votes, 0 … 999,999.</param>
    public sealed record ChangeVote(Cover Cover, string Contest, RegionCode Station, int Choice, int Votes) : Trick;

    /// <summary>Leaves out every statement on a station's result, forms and decisions on them, as if none had come.</summary>
    public sealed record DropForm(string Contest, RegionCode Station) : Trick;

    /// <summary>Ends the ledger after its first entries.</summary>
    /// <param name="Size">How many stay; at least 2, fewer than there are.</param>
    public sealed record CutBack(long Size) : Trick;

    /// <summary>
    /// Says that the statement in place at a station came at another time: the log's own time statement is signed anew, and those of its
    /// neighbours that would contradict it are left out.
    /// </summary>
    public sealed record Backdate(string Contest, RegionCode Station, Timestamp To) : Trick;
}

/// <summary>Why a trick cannot be played.</summary>
public enum TrickRefusal
{
    /// <summary>Nothing has been published yet.</summary>
    NothingPublished,

    /// <summary>Forgeries are signed with the log's key; that of a real election or of a copy is not for playing.</summary>
    NotASimulation,

    UnknownContest,

    UnknownStation,

    /// <summary>The station has no form in this contest.</summary>
    NoForm,

    /// <summary>The station's ballot has no such choice.</summary>
    UnknownChoice,

    /// <summary>Votes are 0 … 999,999.</summary>
    ImpossibleFigure,

    /// <summary>A ledger is cut back to at least two entries and fewer than it has.</summary>
    ImpossibleSize,

    /// <summary>Times are of the years 1970 to 9999.</summary>
    ImpossibleTime,

    /// <summary>It is as it would be.</summary>
    NothingChanges,

    /// <summary>The ledger is larger than <see cref="CheatingLimits"/> allow.</summary>
    TooLarge,

    /// <summary>As many others wait as may.</summary>
    Busy,
}
