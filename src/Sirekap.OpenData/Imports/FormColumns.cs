using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// What the figures of a contest's form are called where people write them by hand: by the field's name (<c>valid</c>, <c>rollMen</c>), by
/// its row and L, P or J (<c>roll_l</c>), by where it stands (<c>V.A</c>), by the words beside it on the paper in either language, or as
/// KPU's tables do (<c>suara_sah</c>); votes by the number of the choice (<c>2</c>, <c>2.7</c> of a party's candidate, <c>2.S</c> its
/// sum), with <c>suara_</c>, <c>votes_</c> or <c>paslon_</c> before it, or by the name. Immutable; any thread.
/// </summary>
public sealed class FormColumns
{
    /// <summary>A message that lists more names than this is read by nobody.</summary>
    private const int MostListed = 24;

    private static readonly string[] VotePrefixes = ["", "suara_", "votes_", "paslon_"];

    private readonly Dictionary<string, PaperPlace> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ambiguous = new(StringComparer.Ordinal);
    private readonly List<string> _usual = [];

    public FormColumns(Contest contest, ElectionNames names)
    {
        Contest = contest;
        for (var field = Field.RollMen; field <= Field.AllVotes; field++)
        {
            if (contest.Form.Has(field))
            {
                AddField(field);
            }
        }

        foreach (var district in contest.Districts)
        {
            foreach (var choice in district.Choices)
            {
                AddChoice(PaperPlace.Of(choice), choice.ToString(), names.ChoiceName(contest.Code, district.Code, choice));
            }

            foreach (var party in contest.BallotOf(district).Lines.Take(contest.BallotOf(district).Parties))
            {
                AddChoice(PaperPlace.OfTotal(party.Number), $"{party.Number}.S", "");
            }
        }
    }

    /// <summary>Whose form it is.</summary>
    public Contest Contest { get; }

    /// <summary>The figures by the names that are shortest to write.</summary>
    public string Usual => string.Join(", ", _usual.Take(MostListed)) + (_usual.Count > MostListed ? ", …" : "");

    /// <summary>Whether a column of this name, as <see cref="ColumnName.Of"/> makes it, is a figure's.</summary>
    internal bool Knows(string column) => _places.ContainsKey(column);

    /// <summary>Where a figure of this name stands on the paper.</summary>
    /// <returns>What is wrong with the name, or null.</returns>
    public string? Find(string name, out PaperPlace place)
    {
        var column = ColumnName.Of(name);
        if (_places.TryGetValue(column, out place))
        {
            return null;
        }

        return _ambiguous.Contains(column) ? $"{Figure.Show(name)} is the name of several figures; expected one of {Usual}"
            : ColumnName.Near(column, _places.Keys) is { } near
                ? $"{Figure.Show(name)} is no figure of this form: did you mean {near}? Its figures are {Usual}"
            : $"{Figure.Show(name)} is no figure of this form; its figures are {Usual}";
    }

    private void AddField(Field field)
    {
        var (row, column) = Fields.RowOf(field);
        var name = field.ToString();
        var place = PaperPlace.Of(field);
        _usual.Add(char.ToLowerInvariant(name[0]) + name[1..]);
        Add(name, place);
        Add(place.ToString(), place);
        foreach (var words in new[] { field.Words(), RollWords.Of(field, Contest.Form) }.Distinct())
        {
            Add(words.Indonesian, place);
            Add(words.English, place);
        }

        foreach (var (kpu, _) in KpuColumns.Counts.Where(count => count.Value == field))
        {
            Add(kpu, place);
        }

        if (row.HasSexes)
        {
            Add($"{row.Name}_{"lpj"[column]}", place);
        }

        if (row.HasSexes && column == 2)
        {
            // The row's own words alone are those of men and women together.
            Add(row.Words[0].Indonesian, place);
            Add(row.Words[0].English, place);
        }
    }

    private void AddChoice(PaperPlace place, string number, string name)
    {
        if (!_usual.Contains(number))
        {
            _usual.Add(number);
        }

        foreach (var prefix in VotePrefixes)
        {
            Add(prefix + number, place);
        }

        Add(place.ToString(), place);
        Add(name, place);
    }

    /// <summary>A name of two figures is neither's.</summary>
    private void Add(string name, PaperPlace place)
    {
        var column = ColumnName.Of(name);
        if (column.Length == 0 || _ambiguous.Contains(column) || (_places.TryGetValue(column, out var other) && other == place))
        {
            return;
        }

        if (!_places.TryAdd(column, place))
        {
            _places.Remove(column);
            _ambiguous.Add(column);
        }
    }
}
