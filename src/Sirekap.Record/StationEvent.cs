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

    /// <summary>Two people read other figures, neither knowing what the other read, and these are in place.</summary>
    Settle,

    /// <summary>Two people read the figures in place, neither knowing what the other read.</summary>
    Confirm,

    /// <summary>A plenary read other figures from the paper, and these are in place.</summary>
    Transcribe,

    /// <summary>A plenary read the figures in place from the paper (sesuai).</summary>
    Match,

    /// <summary>A form with other figures came after a plenary had read the paper. It stands beside, and moves nothing.</summary>
    Late,
}

/// <summary>One line of a station's history.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Key">Ordinal of the key that signed.</param>
/// <param name="Taken">The device's claim, or the snapshot's time; null for reviews.</param>
/// <param name="Class">The station's class after it.</param>
/// <param name="Fields">The figures it brought; null when it brought none.</param>
public sealed record StationEvent(int Index, EventKind Kind, int Key, Timestamp? Taken, StationClass Class, FormFields? Fields);
