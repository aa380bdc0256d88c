namespace Sirekap.Elections.Regions;

/// <summary>Why places are added to an election that runs.</summary>
public enum AdditionGround : byte
{
    /// <summary>
    /// Pemungutan suara ulang: voting is repeated at stations of its own (UU 7/2017 Art. 372–373), as by post and in person at Kuala Lumpur
    /// in March 2024.
    /// </summary>
    Revote,

    /// <summary>Pemungutan suara lanjutan atau susulan: voting that was broken off or could not begin (UU 7/2017 Art. 431–433).</summary>
    FollowUp,

    /// <summary>A place that votes and that the definition forgot.</summary>
    Omitted,

    /// <summary>Putusan Mahkamah Konstitusi or another court, that has a place vote which had none.</summary>
    CourtOrder,
}
