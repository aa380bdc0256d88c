using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Reads the answers of KPU's data servers for stations, one JSON file each, from a folder or a zip. Files that are no station's of this
/// contest are skipped and counted. Nothing is ever written to disk.
/// </summary>
public sealed class KpuJsonReader
{
    private readonly FeedScope _scope;
    private readonly string _name;
    private readonly FeedRows _rows;
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly List<(RegionCode Station, KpuStationJson Answer, string File)> _answers = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _skipped;

    private KpuJsonReader(string name, FeedScope scope)
    {
        _name = name;
        _scope = scope;
        _rows = new FeedRows(scope.Tree);
    }

    /// <summary>Reads a folder or a zip, or says why it cannot be read at all.</summary>
    /// <param name="path">The folder or zip.</param>
    /// <param name="scope">Stations and choices.</param>
    /// <param name="ids">KPU's ids of the choices.</param>
    /// <param name="error">Why not.</param>
    public static Feed? Read(string path, FeedScope scope, KpuChoiceIds ids, out InputError? error)
    {
        if (Directory.Exists(path))
        {
            return ReadFolder(path, scope, ids, out error);
        }

        return FeedFile.Load(path, out error) is { } file ? ReadZip(file, scope, ids, out error) : null;
    }

    /// <summary>Reads a zip.</summary>
    /// <inheritdoc cref="Read"/>
    public static Feed? ReadZip(FeedFile file, FeedScope scope, KpuChoiceIds ids, out InputError? error)
    {
        var reader = new KpuJsonReader(file.Name, scope);
        error = FeedZip.Walk(file, reader.Wants, reader.ReadAnswer) is { } reason ? new InputError(file.Name, reason) : null;
        return error is null ? reader.Done(file.Reference, file.Bytes, ids, out error) : null;
    }

    private static Feed? ReadFolder(string path, FeedScope scope, KpuChoiceIds ids, out InputError? error)
    {
        var reader = new KpuJsonReader(path, scope);
        var folder = new FeedFolder();
        error = folder.Walk(path, reader.Wants, reader.ReadAnswer) is { } reason ? new InputError(path, reason) : null;
        return error is null ? reader.Done(folder.Reference, folder.Listing, ids, out error) : null;
    }

    private string NameOf(string entry) => $"{_name.TrimEnd('/')}/{Figure.Clean(entry)}";

    private bool Wants(string entry)
    {
        var wanted = KpuPath.StationOf(entry, _scope.Contest, out _) is not null;
        _skipped += wanted ? 0 : 1;
        return wanted && !_rows.TooManyFlaws;
    }

    private void ReadAnswer(string entry, ReadOnlyMemory<byte> json, string? flaw)
    {
        _rows.Read();
        var file = NameOf(entry);
        var code = KpuPath.StationOf(entry, _scope.Contest, out var contradiction)!;
        var wrong = flaw ?? contradiction ?? _rows.FlawOf(code, out _);
        if (wrong is not null)
        {
            _rows.Flaws.Add(new RowFlaw(file, 1, "", wrong));
            return;
        }

        if (InputText.Open(new FeedFile(file, json), out var unreadable) is not { } text)
        {
            _rows.Flaws.Add(new RowFlaw(file, 1, "", unreadable!.Reason));
            return;
        }

        if (KpuStationJson.Read(text.Span, file, _rows.Flaws, _unknown) is not { } answer)
        {
            return;
        }

        _ids.UnionWith(answer.Chart.Select(vote => vote.Id));
        _answers.Add((RegionCode.Parse(code), answer, file));
    }

    private Feed? Done(BlobReference source, ReadOnlyMemory<byte> bytes, KpuChoiceIds ids, out InputError? error)
    {
        if (_rows.TooManyFlaws)
        {
            error = new InputError(_name, _rows.TooMany);
            return null;
        }

        if (_answers.Count == 0 && _rows.Flaws.Count == 0)
        {
            error = new InputError(_name, $"no station's answer for {_scope.Contest} in it; {_skipped} other files");
            return null;
        }

        if (Order(ids) is not { } order)
        {
            error = new InputError(_name, Undecided());
            return null;
        }

        foreach (var (station, answer, file) in _answers)
        {
            if (Votes(answer, order, file) is { } votes)
            {
                _rows.Add(new FeedRow(station, new FormFields(votes, answer.Counts), file, 1, answer.Source), "");
            }
        }

        error = null;
        var choices = _scope.Choices ?? [.. Enumerable.Range(1, order.Count)];
        return new Feed(_name, source, bytes, choices, _rows.Done(), _rows.Flaws, [.. _unknown], _skipped);
    }

    /// <summary>
    /// The ids in ballot order. Where a few charts have an id that no ballot has, they are refused and the others are read; where no chart
    /// is of a ballot that is known, nobody can say what the figures are of.
    /// </summary>
    private IReadOnlyList<string>? Order(KpuChoiceIds ids) =>
        ids.Order(_ids, _scope.Choices?.Count)
        ?? _answers
            .Select(answer => answer.Answer.Chart.Select(vote => vote.Id).ToList())
            .Where(chart => chart.Count > 0)
            .Select(chart => ids.Order(chart, _scope.Choices?.Count))
            .FirstOrDefault(order => order is not null);

    private string Undecided()
    {
        if (_answers.Count == 0)
        {
            return _rows.Flaws.Count > 0 ? $"no answer in it can be understood; the first: {_rows.Flaws[0]}" : "no answer in it";
        }

        var (_, answer, file) = _answers.Find(answer => answer.Answer.Chart.Count > 0);
        var where = answer is null ? "" : $" ({file}: chart.{answer.Chart[0].Id})";
        return $"which choice is which? The charts have the ids {string.Join(", ", _ids.Order(StringComparer.Ordinal).Take(20))}{where}, "
            + $"of no ballot known here{(_scope.Choices is { } ballot ? $" with {ballot.Count} choices" : "")}; "
            + "KPU's paslon file says it: --paslon FILE";
    }

    private int[]? Votes(KpuStationJson answer, IReadOnlyList<string> ids, string file)
    {
        var votes = new int[ids.Count];
        Array.Fill(votes, FormFields.Missing);
        foreach (var (id, figure) in answer.Chart)
        {
            var choice = 0;
            while (choice < votes.Length && ids[choice] != id)
            {
                choice++;
            }

            if (choice == votes.Length)
            {
                _rows.Flaws.Add(new RowFlaw(file, 1, $"chart.{id}", "no choice has this id"));
                return null;
            }

            votes[choice] = figure;
        }

        return votes;
    }
}
