using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms.Sections;

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
/// <param name="Words">
/// What stands beside it: once for a row of men, women and both, else once for each field.
/// </param>
public sealed record FieldRow(string Name, string Paper, Field First, params IReadOnlyList<Bilingual> Words)
{
    /// <summary>Where each field stands, in a row that is not of men, women and both.</summary>
    public IReadOnlyList<string> Papers { get; init; } = [];

    /// <summary>Whether it has a figure for men (L), women (P) and both (J).</summary>
    public bool HasSexes => Papers.Count == 0;

    /// <summary>How many fields it has.</summary>
    public int Length => HasSexes ? 3 : Papers.Count;
}

/// <summary>Facts about the fields.</summary>
public static class Fields
{
    /// <summary>Number of counts on a form besides its votes.</summary>
    public const int Count = 25;

    /// <summary>Above this no figure is a form's (three boxes a number, five overseas); it keeps the sums of a region safe.</summary>
    public const int Largest = 999_999;

    /// <summary>Men, women and both, as a row that has them says it.</summary>
    public static IReadOnlyList<Bilingual> Columns { get; } = [new("L", "Men (L)"), new("P", "Women (P)"), new("Jumlah", "Both (J)")];

    /// <summary>The rows in the order of the paper, in which a statement writes them.</summary>
    public static IReadOnlyList<FieldRow> Rows { get; } = [.. VotersSection.Rows, BallotsSection.Row, DisabledSection.Row, SumsSection.Row];

    /// <summary>The field that stands some places further on the paper.</summary>
    public static Field After(this Field field, int places) => (Field)((int)field + places);

    /// <summary>The field's row, and its place in it from 0.</summary>
    public static (FieldRow Row, int Column) RowOf(Field field)
    {
        var row = Rows.Last(row => row.First <= field);
        return (row, field - row.First);
    }

    /// <summary>What stands beside the field on the paper.</summary>
    public static Bilingual Words(this Field field)
    {
        var (row, column) = RowOf(field);
        if (!row.HasSexes)
        {
            return row.Words[column];
        }

        var (words, of) = (row.Words[0], Columns[column]);
        return new Bilingual(Beside(words.Indonesian, of.Indonesian), Beside(words.English, of.English));

        // A row that is a sum by its name says so once.
        string Beside(string words, string of) => column == 2 && words.StartsWith(of, StringComparison.Ordinal) ? words : $"{words}: {of}";
    }
}
