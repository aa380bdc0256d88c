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
    /// <param name="ids">KPU's ids of the choices in ballot order; null to tell them as <see cref="KpuChoiceIds"/> does.</param>
    /// <param name="error">Why not.</param>
    public static Feed? Read(string path, FeedScope scope, IReadOnlyList<string>? ids, out InputError? error)
    {
        if (Directory.Exists(path))
        {
            return ReadFolder(path, scope, ids, out error);
        }

        return FeedFile.Load(path, out error) is { } file ? ReadZip(file, scope, ids, out error) : null;
    }

    /// <summary>Reads a zip.</summary>
    /// <inheritdoc cref="Read"/>
    public static Feed? ReadZip(FeedFile file, FeedScope scope, IReadOnlyList<string>? ids, out InputError? error)
    {
        var reader = new KpuJsonReader(file.Name, scope);
        error = FeedZip.Walk(file, reader.Wants, reader.ReadAnswer) is { } reason ? new InputError(file.Name, reason) : null;
        return error is null ? reader.Done(file.Reference, file.Bytes, ids, out error) : null;
    }

    private static Feed? ReadFolder(string path, FeedScope scope, IReadOnlyList<string>? ids, out InputError? error)
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
        var file = NameOf(entry);
        var code = KpuPath.StationOf(entry, _scope.Contest, out var contradiction)!;
        var wrong = flaw ?? contradiction ?? _rows.FlawOf(System.Text.Encoding.ASCII.GetBytes(code), out _);
        if (wrong is not null)
        {
            _rows.Flaws.Add(new RowFlaw(file, 1, "", wrong));
            return;
        }

        if (KpuStationJson.Read(json.Span, file, _rows.Flaws, _unknown) is not { } answer)
        {
            return;
        }

        if (answer.Time is { } time)
        {
            _rows.Seen(time);
        }

        _ids.UnionWith(answer.Chart.Select(vote => vote.Id));
        _answers.Add((RegionCode.Parse(code), answer, file));
    }

    private Feed? Done(BlobReference source, ReadOnlyMemory<byte> bytes, IReadOnlyList<string>? ids, out InputError? error)
    {
        if (_rows.TooManyFlaws)
        {
            error = new InputError(_name, $"more than {Feed.MostFlaws} flaws; the last was {_rows.Flaws[^1]}");
            return null;
        }

        if (_answers.Count == 0 && _rows.Flaws.Count == 0)
        {
            error = new InputError(_name, $"no station's answer for {_scope.Contest} in it; {_skipped} other files");
            return null;
        }

        ids ??= KpuChoiceIds.Order(_ids, _scope.Choices?.Count);
        if (ids is null || ids.Count == 0 || (_scope.Choices is { } ballot && ids.Count != ballot.Count))
        {
            error = new InputError(
                _name,
                $"which choice is which? The ballot has {_scope.Choices?.Count ?? 0}, the charts have the ids "
                    + $"{string.Join(", ", _ids.Order(StringComparer.Ordinal).Take(20))}"
            );
            return null;
        }

        foreach (var (station, answer, file) in _answers)
        {
            if (Votes(answer, ids, file) is { } votes)
            {
                _rows.Add(new FeedRow(station, new FormFields(votes, answer.Counts), file, 1), "");
            }
        }

        error = null;
        var choices = _scope.Choices ?? [.. Enumerable.Range(1, ids.Count)];
        return new Feed(_name, source, bytes, choices, _rows.Done(), _rows.Flaws, [.. _unknown], _rows.Newest, _skipped);
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
