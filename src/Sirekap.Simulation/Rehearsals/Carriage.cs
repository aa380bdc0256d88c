namespace Sirekap.Simulation.Rehearsals;

/// <summary>How bytes travel to the server.</summary>
public enum Carriage : byte
{
    /// <summary>As they should.</summary>
    Whole,

    /// <summary>In small pieces, as over a weak link.</summary>
    Trickled,

    /// <summary>The line breaks halfway; then they are sent again.</summary>
    CutMidway,

    /// <summary>The line breaks as soon as everything is sent; then it is sent again.</summary>
    CutUnderWay,

    /// <summary>The line breaks when the answer begins; then they are sent again.</summary>
    CutAfterwards,

    /// <summary>Ten times at once, on ten lines, as by a telephone whose user is impatient.</summary>
    TenAtOnce,

    /// <summary>Twice in one bundle.</summary>
    Bundled,

    /// <summary>The server is killed as soon as everything is sent; when it has started again, it is sent again.</summary>
    Killed,
}
