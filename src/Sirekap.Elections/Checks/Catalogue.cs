using System.Collections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

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
    PartySum,
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

/// <summary>What the checks say of a form. A check whose fields are not all given is not evaluated.</summary>
public delegate CheckResult FormEvaluation(FormFields fields, StationPaper paper);

/// <summary>The figures that contradict each other where a check fails.</summary>
public delegate IReadOnlyList<(string Paper, long Value)> FormContradiction(int check, FormFields fields, StationPaper paper);

/// <summary>
/// The checks of a rule set in their fixed order, which is part of the rules, and how they are evaluated. Immutable; any thread.
/// </summary>
public sealed class Catalogue : IReadOnlyList<Check>
{
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
            "Jumlah pengguna hak pilih tidak sama dengan jumlah seluruh suara, sah dan tidak sah; "
                + "undang-undang menyebutnya alasan penghitungan ulang.",
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
            "PARTY_SUM",
            Severity.Holds,
            Paper + " DPR IV",
            "Jumlah suara sah sebuah partai tidak sama dengan suara partai ditambah suara para calonnya.",
            "A party's sum is not its own votes plus those of its candidates."
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

    private readonly Check[] _checks;
    private readonly FormEvaluation _evaluate;
    private readonly FormContradiction _contradiction;

    /// <param name="checks">Those that hold come first.</param>
    /// <param name="evaluate">Which of them fail.</param>
    /// <param name="contradiction">Over which figures.</param>
    public Catalogue(IReadOnlyList<Check> checks, FormEvaluation evaluate, FormContradiction contradiction)
    {
        (_checks, _evaluate, _contradiction) = ([.. checks], evaluate, contradiction);
        var holding = _checks.Count(check => check.Severity == Severity.Holds);
        if (_checks.Length > 32 || _checks.Take(holding).Any(check => check.Severity != Severity.Holds))
        {
            throw new ArgumentException("at most 32 checks, those that hold before those that flag", nameof(checks));
        }

        Holding = (uint)((1L << holding) - 1);
    }

    /// <summary>The checks of rules version 1; <see cref="CheckIndex"/> is the position.</summary>
    public static Catalogue First { get; } =
        new(Version1, Evaluation.Evaluate, (check, fields, paper) => Contradictions.Of((CheckIndex)check, fields, paper));

    /// <summary>The bits of the checks that hold.</summary>
    public uint Holding { get; }

    public int Count => _checks.Length;

    public Check this[int index] => _checks[index];

    /// <summary>Evaluates all checks; allocates nothing.</summary>
    public CheckResult Evaluate(FormFields fields, StationPaper paper) => _evaluate(fields, paper);

    /// <summary>The failing checks that hold.</summary>
    public uint FailingHolds(CheckResult result) => result.Failing & Holding;

    /// <summary>In which sum a form stands that nobody has decided on.</summary>
    public StationClass Classify(CheckResult result) =>
        FailingHolds(result) != 0 ? StationClass.UnderReview
        : result.Complete ? StationClass.Accepted
        : StationClass.Unchecked;

    /// <summary>The failing checks with the figures that contradict each other, in catalogue order.</summary>
    public IReadOnlyList<Finding> Explain(FormFields fields, StationPaper paper)
    {
        var result = Evaluate(fields, paper);
        return
        [
            .. Enumerable
                .Range(0, _checks.Length)
                .Where(result.Fails)
                .Select(check => new Finding(_checks[check], _contradiction(check, fields, paper))),
        ];
    }

    /// <summary>Position of the check with this code, or -1.</summary>
    public int IndexOf(string code) => Array.FindIndex(_checks, check => check.Code == code);

    /// <summary>The codes of the checks whose bits are set, in catalogue order.</summary>
    public IReadOnlyList<string> Codes(uint failing) =>
        [.. _checks.Where((_, i) => (failing & (1u << i)) != 0).Select(check => check.Code)];

    public IEnumerator<Check> GetEnumerator() => ((IEnumerable<Check>)_checks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
