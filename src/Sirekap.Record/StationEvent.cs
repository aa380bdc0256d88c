using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;

namespace Sirekap.Record;

/// <summary>What happened to a station's form.</summary>
public enum EventKind : byte
{
    /// <summary>A form came, and is in place or waits as a conflict.</summary>
    Form,

    /// <summary>Another statement said the same figures that are in place.</summary>
    Repeat,

    /// <summary>An officer accepted a form.</summary>
    Accept,

    /// <summary>An officer put other figures in place.</summary>
    Correct,

    /// <summary>An officer took it out of the accepted.</summary>
    Hold,

    /// <summary>The copied feed shows no figures any more.</summary>
    Withdraw,
}

/// <summary>One line of a station's history.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Key">Ordinal of the key that signed.</param>
/// <param name="Taken">The device's claim, or the snapshot's time; null for reviews.</param>
/// <param name="Class">The station's class after it.</param>
/// <param name="Fields">The figures it brought; null when it brought none.</param>
public sealed record StationEvent(int Index, EventKind Kind, int Key, Timestamp? Taken, StationClass Class, FormFields? Fields);

/// <summary>A plenary's totals, and beside them the sum that the record itself had at that index.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the key that signed.</param>
/// <param name="Votes">Votes as certified, in ballot order.</param>
/// <param name="Stations">Stations counted, as certified.</param>
/// <param name="Valid">Valid votes as certified.</param>
/// <param name="Invalid">Invalid votes as certified.</param>
/// <param name="OwnVotes">The record's votes of accepted stations at that index.</param>
/// <param name="OwnStations">The record's accepted stations at that index.</param>
/// <param name="OwnValid">The record's valid votes of accepted stations at that index.</param>
/// <param name="OwnInvalid">The record's invalid votes of accepted stations at that index.</param>
public sealed record Plenary(
    int Index,
    int Key,
    IReadOnlyList<long> Votes,
    int Stations,
    long Valid,
    long Invalid,
    IReadOnlyList<long> OwnVotes,
    int OwnStations,
    long OwnValid,
    long OwnInvalid
)
{
    /// <summary>Whether all that was certified is what the accepted stations add up to.</summary>
    public bool Agrees => Stations == OwnStations && Valid == OwnValid && Invalid == OwnInvalid && Votes.SequenceEqual(OwnVotes);
}
