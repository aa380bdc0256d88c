using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Tests.Decoding;

/// <summary>A presidential form: all its sums, and a true one to read.</summary>
internal static class PresidentialForm
{
    public static IReadOnlyList<SumRule> Sums { get; } =
    [
        new("ROLL_SUM", "I.A.J", ["I.A.L", "I.A.P"]),
        new("FROM_ROLL_SUM", "I.B.1.J", ["I.B.1.L", "I.B.1.P"]),
        new("TRANSFERRED_SUM", "I.B.2.J", ["I.B.2.L", "I.B.2.P"]),
        new("SAME_DAY_SUM", "I.B.3.J", ["I.B.3.L", "I.B.3.P"]),
        new("VOTERS_SUM", "I.B.4.J", ["I.B.4.L", "I.B.4.P"]),
        new("TURNOUT_PARTS", "I.B.4.L", ["I.B.1.L", "I.B.2.L", "I.B.3.L"]),
        new("TURNOUT_PARTS", "I.B.4.P", ["I.B.1.P", "I.B.2.P", "I.B.3.P"]),
        new("TURNOUT_PARTS", "I.B.4.J", ["I.B.1.J", "I.B.2.J", "I.B.3.J"]),
        new("BALLOTS_SUM", "II.1", ["II.2", "II.3", "II.4"]),
        new("DISABLED_SUM", "III.J", ["III.L", "III.P"]),
        new("VALID_SUM", "V.A", ["IV.1", "IV.2", "IV.3"]),
        new("VOTES_SUM", "V.C", ["V.A", "V.B"]),
        new("TURNOUT_VOTES", "V.C", ["I.B.4.J"]),
        new("BALLOTS_USED", "V.C", ["II.2"]),
    ];

    public static IReadOnlyDictionary<string, string> True { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["I.A.L"] = "138",
            ["I.A.P"] = "141",
            ["I.A.J"] = "279",
            ["I.B.1.L"] = "109",
            ["I.B.1.P"] = "117",
            ["I.B.1.J"] = "226",
            ["I.B.2.L"] = "XX2",
            ["I.B.2.P"] = "XX0",
            ["I.B.2.J"] = "XX2",
            ["I.B.3.L"] = "__1",
            ["I.B.3.P"] = "XX3",
            ["I.B.3.J"] = "XX4",
            ["I.B.4.L"] = "112",
            ["I.B.4.P"] = "120",
            ["I.B.4.J"] = "232",
            ["II.1"] = "285",
            ["II.2"] = "232",
            ["II.3"] = "XXX",
            ["II.4"] = "053",
            ["III.L"] = "XX1",
            ["III.P"] = "XXX",
            ["III.J"] = "XX1",
            ["IV.1"] = "X31",
            ["IV.2"] = "149",
            ["IV.3"] = "X47",
            ["V.A"] = "227",
            ["V.B"] = "XX5",
            ["V.C"] = "232",
        };

    public static List<NumberEvidence> Evidence(double sure = 0.9999) =>
        [
            .. True.Select(number =>
                number.Key.StartsWith("IV", StringComparison.Ordinal)
                    ? Seen.Number(number.Key, number.Value, sure).WithBubbles(number.Value.Replace('X', '-'))
                    : Seen.Number(number.Key, number.Value, sure)
            ),
        ];

    /// <summary>The evidence with one number read otherwise.</summary>
    public static List<NumberEvidence> But(string name, Func<NumberEvidence, NumberEvidence> read) =>
        [.. Evidence().Select(number => string.Equals(number.Name, name, StringComparison.Ordinal) ? read(number) : number)];

    public static DecodedNumber Of(this DecodedForm form, string name) =>
        form.Numbers.Single(number => string.Equals(number.Name, name, StringComparison.Ordinal));
}
