namespace Sirekap.Browser.Tests.Stage;

/// <summary>How far a night has been told.</summary>
public enum Night
{
    /// <summary>Late in the evening, before any plenary; it stands still, so that two looks see the same.</summary>
    Still,

    /// <summary>Some weeks later: lower plenaries have certified their totals, the nation's has not; it stands still, too.</summary>
    Plenaries,

    /// <summary>The night and the weeks after it have been told, and every total is certified.</summary>
    Told,

    /// <summary>A small night, told to its end, in which the program has read the photos of one station.</summary>
    Photographed,
}
