using System.Globalization;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms;

/// <summary>What a figure is, by where it stands.</summary>
public enum PaperPart : byte
{
    /// <summary>Nowhere: <c>default</c>.</summary>
    None,

    /// <summary>One of the 25 counts: <c>I.B.4.J</c>, <c>II.1</c>, <c>V.C</c>.</summary>
    Count,

    /// <summary>Votes of a choice: <c>IV.2</c> of ticket, person or party 2, <c>IV.2.7</c> of the party's seventh candidate.</summary>
    Votes,

    /// <summary>A party's own sum of its votes and its candidates': <c>IV.2.S</c>.</summary>
    PartyTotal,

    /// <summary>All votes of section IV together: <c>IV</c>.</summary>
    AllChoices,

    /// <summary>A limit of voters that is on no paper: <c>limit</c>.</summary>
    Limit,

    /// <summary>The reserve of ballots that the law reckons, on no paper: <c>reserve</c>.</summary>
    Reserve,
}

/// <summary>
/// Where a figure stands on the paper, by what it is for and not by its position. It has one text, which <see cref="TryParse"/> reads.
/// </summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no place, and its text is empty.</remarks>
public readonly record struct PaperPlace
{
    private const string Four = "IV";

    private static readonly string[] CountTexts = [.. Enumerable.Range(0, Fields.Count).Select(field => TextOf((Field)field))];

    private PaperPlace(PaperPart part, Field field = default, Choice choice = default) => (Part, Field, Choice) = (part, field, choice);

    /// <inheritdoc cref="PaperPart.AllChoices"/>
    public static PaperPlace AllChoices => new(PaperPart.AllChoices);

    /// <inheritdoc cref="PaperPart.Limit"/>
    public static PaperPlace Limit => new(PaperPart.Limit);

    /// <inheritdoc cref="PaperPart.Reserve"/>
    public static PaperPlace Reserve => new(PaperPart.Reserve);

    public PaperPart Part { get; }

    /// <summary>The count; meaningful where <see cref="Part"/> is one.</summary>
    public Field Field { get; }

    /// <summary>Whose votes they are, or the party whose sum it is; meaningful where <see cref="Part"/> is of votes.</summary>
    public Choice Choice { get; }

    /// <summary>Whether it can be found on the paper, and is no limit of the law.</summary>
    public bool IsOnPaper => Part is not (PaperPart.None or PaperPart.Limit or PaperPart.Reserve);

    /// <summary>Whether votes of a choice or a party's sum of them stand there.</summary>
    public bool IsOfVotes => Part is PaperPart.Votes or PaperPart.PartyTotal;

    /// <summary>Where a count stands.</summary>
    public static PaperPlace Of(Field field) => new(PaperPart.Count, field);

    /// <summary>Where the votes of a choice stand.</summary>
    public static PaperPlace Of(Choice choice) => new(PaperPart.Votes, choice: choice);

    /// <summary>Where a party wrote the sum of its own votes and its candidates'.</summary>
    public static PaperPlace OfTotal(int party) => new(PaperPart.PartyTotal, choice: new Choice(party));

    /// <summary>Reads the text of a place; there is one text only for each.</summary>
    public static bool TryParse(string text, out PaperPlace place)
    {
        place =
            text == Four ? AllChoices
            : text == "limit" ? Limit
            : text == "reserve" ? Reserve
            : Array.IndexOf(CountTexts, text) is >= 0 and var field ? Of((Field)field)
            : OfVotes(text.Split('.'));
        place = place.ToString() == text ? place : default;
        return place.Part != PaperPart.None;
    }

    public override string ToString() =>
        Part switch
        {
            PaperPart.Count => CountTexts[(int)Field],
            PaperPart.Votes => $"{Four}.{Choice}",
            PaperPart.PartyTotal => $"{Four}.{Choice.Number}.S",
            PaperPart.AllChoices => Four,
            PaperPart.Limit => "limit",
            PaperPart.Reserve => "reserve",
            _ => "",
        };

    private static PaperPlace OfVotes(string[] parts) =>
        parts switch
        {
            [Four, var number] when Number(number) is { } choice => Of(new Choice(choice)),
            [Four, var number, "S"] when Number(number) is { } party => OfTotal(party),
            [Four, var number, var candidate] when Number(number) is { } party && Number(candidate) is { } its => Of(
                new Choice(party, its)
            ),
            _ => default,
        };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Choice.Largest
            ? number
            : null;

    private static string TextOf(Field field)
    {
        var (row, column) = Fields.RowOf(field);
        return row.HasSexes ? $"{row.Paper}.{"LPJ"[column]}" : row.Papers[column];
    }
}
