namespace Sirekap.Elections.Checks;

/// <summary>Position of a check in the catalogue of rules version 1. The order is part of the rules: checks that hold come first.</summary>
public enum CheckIndex : byte
{
    ValidSum,
    VotesSum,
    ChoiceMissing,
    TurnoutVotes,
    VotesOverBallots,
    VotesOverLaw,
    RollSum,
    FromRollSum,
    TransferredSum,
    SameDaySum,
    VotersSum,
    DisabledSum,
    TurnoutParts,
    FromRollOverRoll,
    DisabledOverVoters,
    BallotsSum,
    BallotsUsed,
    BallotsRoll,
    StationSize,
}

/// <summary>The checks of a version of the rules, in their order.</summary>
public static class Catalogue
{
    internal const uint HoldsMask = (1u << (int)CheckIndex.RollSum) - 1;

    private const string Paper = "C.HASIL";
    private const string Recount = "UU 7/2017 Art. 374(2)(h)";

    private static readonly Check[] Version1 =
    [
        new(
            "VALID_SUM",
            Severity.Holds,
            Paper + " V.A",
            "Jumlah suara sah tidak sama dengan jumlah perolehan suara semua pilihan.",
            "The valid votes are not the sum of the votes of all choices."
        ),
        new(
            "VOTES_SUM",
            Severity.Holds,
            Paper + " V.C",
            "Jumlah seluruh suara tidak sama dengan suara sah ditambah suara tidak sah.",
            "All votes are not the valid votes plus the invalid votes."
        ),
        new(
            "CHOICE_MISSING",
            Severity.Holds,
            Paper + " IV",
            "Perolehan suara salah satu pilihan tidak terisi.",
            "The votes of at least one choice are not given."
        ),
        new(
            "TURNOUT_VOTES",
            Severity.Holds,
            Recount,
            "Jumlah pengguna hak pilih tidak sama dengan jumlah seluruh suara, sah dan tidak sah; undang-undang menyebutnya alasan penghitungan ulang.",
            "The number of voters who voted is not the number of all votes, valid and invalid; the law names this a ground for a recount."
        ),
        new(
            "VOTES_OVER_BALLOTS",
            Severity.Holds,
            Paper + " II.1, V.C",
            "Jumlah seluruh suara melebihi surat suara yang diterima.",
            "There are more votes than ballots received."
        ),
        new(
            "VOTES_OVER_LAW",
            Severity.Holds,
            "UU 7/2017 Art. 350(1), verify",
            "Jumlah suara melebihi jumlah pemilih terbanyak yang dibolehkan undang-undang untuk satu TPS.",
            "There are more votes than the law allows a station to have voters."
        ),
        new(
            "ROLL_SUM",
            Severity.Flags,
            Paper + " I.A",
            "Pemilih dalam DPT: laki-laki ditambah perempuan tidak sama dengan jumlahnya.",
            "Voters in the roll: men plus women are not the sum."
        ),
        new(
            "FROM_ROLL_SUM",
            Severity.Flags,
            Paper + " I.B.1",
            "Pengguna hak pilih dalam DPT: laki-laki ditambah perempuan tidak sama dengan jumlahnya.",
            "Voters who voted, from the roll: men plus women are not the sum."
        ),
        new(
            "TRANSFERRED_SUM",
            Severity.Flags,
            Paper + " I.B.2",
            "Pengguna hak pilih dalam DPTb: laki-laki ditambah perempuan tidak sama dengan jumlahnya.",
            "Voters who voted, transferred: men plus women are not the sum."
        ),
        new(
            "SAME_DAY_SUM",
            Severity.Flags,
            Paper + " I.B.3",
            "Pengguna hak pilih dalam DPK: laki-laki ditambah perempuan tidak sama dengan jumlahnya.",
            "Voters who voted, same-day: men plus women are not the sum."
        ),
        new(
            "VOTERS_SUM",
            Severity.Flags,
            Paper + " I.B.4",
            "Seluruh pengguna hak pilih: laki-laki ditambah perempuan tidak sama dengan jumlahnya.",
            "All who voted: men plus women are not the sum."
        ),
        new(
            "DISABLED_SUM",
            Severity.Flags,
            Paper + " III",
            "Pemilih disabilitas: laki-laki ditambah perempuan tidak sama dengan jumlahnya.",
            "Voters with a disability: men plus women are not the sum."
        ),
        new(
            "TURNOUT_PARTS",
            Severity.Flags,
            Paper + " I.B.4",
            "Seluruh pengguna hak pilih tidak sama dengan jumlah pengguna dalam DPT, DPTb, dan DPK.",
            "All who voted are not the sum of those from the roll, transferred and same-day."
        ),
        new(
            "FROM_ROLL_OVER_ROLL",
            Severity.Flags,
            Paper + " I.A, I.B.1",
            "Pengguna hak pilih dalam DPT melebihi pemilih dalam DPT.",
            "More voters from the roll voted than the roll has."
        ),
        new(
            "DISABLED_OVER_VOTERS",
            Severity.Flags,
            Paper + " I.B.4, III",
            "Pemilih disabilitas yang memilih melebihi seluruh pengguna hak pilih.",
            "More voters with a disability voted than voters voted in all."
        ),
        new(
            "BALLOTS_SUM",
            Severity.Flags,
            Paper + " II",
            "Surat suara yang diterima tidak sama dengan yang digunakan, dikembalikan, dan tidak digunakan.",
            "The ballots received are not those used, returned and not used."
        ),
        new(
            "BALLOTS_USED",
            Severity.Flags,
            Paper + " II.2, V.C",
            "Surat suara yang digunakan tidak sama dengan jumlah seluruh suara.",
            "The ballots used are not the number of all votes."
        ),
        new(
            "BALLOTS_ROLL",
            Severity.Flags,
            "UU 7/2017 Art. 344(2), verify",
            "Surat suara yang diterima tidak sama dengan pemilih dalam DPT ditambah cadangan.",
            "The ballots received are not the voters in the roll plus the reserve."
        ),
        new(
            "STATION_SIZE",
            Severity.Flags,
            "PKPU 7/2022, verify",
            "Pemilih dalam DPT atau jumlah suara melebihi ukuran TPS yang direncanakan.",
            "The roll or the votes exceed the size that stations were planned for."
        ),
    ];

    /// <summary>Whether this version of the rules is known.</summary>
    public static bool Knows(int rules) => rules == 1;

    /// <summary>The checks of a version, in their fixed order: <see cref="CheckIndex"/> is the position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The version is not known.</exception>
    public static IReadOnlyList<Check> For(int rules) =>
        Knows(rules) ? Version1 : throw new ArgumentOutOfRangeException(nameof(rules), rules, "unknown version of the rules");

    /// <summary>Position of the check with this code, or -1.</summary>
    public static int IndexOf(string code, int rules = 1)
    {
        var checks = For(rules);
        for (var i = 0; i < checks.Count; i++)
        {
            if (checks[i].Code == code)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The codes of the checks whose bits are set, in catalogue order.</summary>
    public static IReadOnlyList<string> Codes(uint failing, int rules = 1) =>
        [.. For(rules).Where((_, i) => (failing & (1u << i)) != 0).Select(check => check.Code)];
}
