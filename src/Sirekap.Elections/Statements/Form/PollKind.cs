namespace Sirekap.Elections.Statements;

/// <summary>
/// Copies only: what the source says that a station's figures are of. Whatever is not regular stands in the place of what was counted on
/// voting day (UU 7/2017 Art. 372 to 376, 431 to 433).
/// </summary>
public enum PollKind : byte
{
    /// <summary>Voted and counted on its day (reguler), or the source does not say.</summary>
    Regular,

    /// <summary>Voted once more (pemungutan suara ulang, PSU).</summary>
    Revote,

    /// <summary>Voting that broke off went on later (pemungutan suara lanjutan, PSL).</summary>
    Continued,

    /// <summary>Voting that could not be held was held later (pemungutan suara susulan, PSS).</summary>
    Postponed,

    /// <summary>Counted once more (penghitungan suara ulang).</summary>
    Recount,

    /// <summary>Counted later (penghitungan suara susulan).</summary>
    LaterCount,
}
