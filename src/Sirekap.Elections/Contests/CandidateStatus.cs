namespace Sirekap.Elections.Contests;

/// <summary>
/// Whether a choice still stands. It keeps its number, its row on the form and its votes whatever it is: what votes for it mean, the
/// plenary decides by law, not a sum.
/// </summary>
public enum CandidateStatus : byte
{
    Standing,

    /// <summary>Mengundurkan diri.</summary>
    Withdrawn,

    /// <summary>Meninggal dunia.</summary>
    Deceased,

    /// <summary>Dicoret: taken off the list of candidates (daftar calon tetap) or, a party, out of the district's contest.</summary>
    Struck,
}

/// <summary>Why a candidate's state is replaced.</summary>
public enum CandidateGround : byte
{
    /// <summary>The candidate has died (UU 7/2017 Art. 426 (1) a).</summary>
    Death,

    /// <summary>The candidate has withdrawn (Art. 426 (1) b).</summary>
    Withdrawal,

    /// <summary>Tidak lagi memenuhi syarat: the conditions of standing are no longer met (Art. 426 (1) c).</summary>
    Ineligible,

    /// <summary>A final judgement over an offence in the campaign or the election (Art. 285, 426 (1) d).</summary>
    Conviction,

    /// <summary>Laporan dana kampanye: a party gave no first report of its campaign funds for this region (Art. 338).</summary>
    CampaignFunds,

    /// <summary>Another ruling of a court, or of Bawaslu.</summary>
    CourtOrder,

    /// <summary>Somebody else takes the place at the same number (penggantian calon).</summary>
    Replacement,

    /// <summary>What was said before was wrong.</summary>
    Correction,
}
