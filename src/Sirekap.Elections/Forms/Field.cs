namespace Sirekap.Elections.Forms;

/// <summary>
/// The 25 counts of C.HASIL besides the votes, in the order of the paper. L (laki-laki) is men, P (perempuan) is women, J (jumlah) is both.
/// </summary>
public enum Field : byte
{
    /// <summary>I.A: voters in the roll (daftar pemilih tetap, DPT).</summary>
    RollMen,
    RollWomen,
    Roll,

    /// <summary>I.B.1: voters who voted, from the roll (pengguna hak pilih dalam DPT).</summary>
    FromRollMen,
    FromRollWomen,
    FromRoll,

    /// <summary>I.B.2: voters who voted, transferred (pengguna hak pilih dalam DPTb).</summary>
    TransferredMen,
    TransferredWomen,
    Transferred,

    /// <summary>I.B.3: voters who voted, same-day (pengguna hak pilih dalam DPK).</summary>
    SameDayMen,
    SameDayWomen,
    SameDay,

    /// <summary>I.B.4: all who voted (jumlah pengguna hak pilih); J is the turnout.</summary>
    VotersMen,
    VotersWomen,
    Voters,

    /// <summary>II.1: ballots received, with the reserve of 2 % (surat suara yang diterima termasuk cadangan).</summary>
    BallotsReceived,

    /// <summary>II.2: ballots used (surat suara yang digunakan).</summary>
    BallotsUsed,

    /// <summary>II.3: ballots returned as damaged or wrongly punched (dikembalikan karena rusak atau keliru coblos).</summary>
    BallotsReturned,

    /// <summary>II.4: ballots not used, with the rest of the reserve (tidak digunakan termasuk sisa cadangan).</summary>
    BallotsUnused,

    /// <summary>III: voters with a disability who voted (pemilih disabilitas).</summary>
    DisabledMen,
    DisabledWomen,
    Disabled,

    /// <summary>V.A: valid votes (suara sah).</summary>
    Valid,

    /// <summary>V.B: invalid votes (suara tidak sah).</summary>
    Invalid,

    /// <summary>V.C: all votes, valid and invalid (jumlah suara sah dan tidak sah).</summary>
    AllVotes,
}

/// <summary>A row of the paper, written as one array in a statement.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Paper">Where it stands on C.HASIL.</param>
/// <param name="First">Its first field.</param>
/// <param name="Length">How many fields it has.</param>
public sealed record FieldGroup(string Name, string Paper, Field First, int Length);

/// <summary>Facts about the fields.</summary>
public static class Fields
{
    /// <summary>Number of counts on a form besides its votes.</summary>
    public const int Count = 25;

    /// <summary>Above this no figure is a form's (three boxes a number, five overseas); it keeps the sums of a region safe.</summary>
    public const int Largest = 999_999;

    /// <summary>The groups in the order in which a statement writes them.</summary>
    public static IReadOnlyList<FieldGroup> Groups { get; } =
    [
        new("roll", "I.A", Field.RollMen, 3),
        new("fromRoll", "I.B.1", Field.FromRollMen, 3),
        new("transferred", "I.B.2", Field.TransferredMen, 3),
        new("sameDay", "I.B.3", Field.SameDayMen, 3),
        new("voters", "I.B.4", Field.VotersMen, 3),
        new("ballots", "II", Field.BallotsReceived, 4),
        new("disabled", "III", Field.DisabledMen, 3),
        new("sums", "V", Field.Valid, 3),
    ];

    /// <summary>The field that stands some places further on the paper.</summary>
    public static Field After(this Field field, int places) => (Field)((int)field + places);

    /// <summary>The field's place on the paper, e.g. <c>I.B.4.J</c>, <c>II.1</c>, <c>V.C</c>.</summary>
    public static string Paper(this Field field)
    {
        foreach (var group in Groups)
        {
            var place = field - group.First;
            if (place >= 0 && place < group.Length)
            {
                return group.Name switch
                {
                    "ballots" => $"{group.Paper}.{place + 1}",
                    "sums" => $"{group.Paper}.{(char)('A' + place)}",
                    _ => $"{group.Paper}.{"LPJ"[place]}",
                };
            }
        }

        throw new ArgumentOutOfRangeException(nameof(field));
    }
}
