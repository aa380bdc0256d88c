using System.Diagnostics.CodeAnalysis;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Node.Readers;

/// <summary>
/// Forms whose photos a reader has not read yet. It looks through the record from where it looked last, so that a restart finds what an
/// earlier process left, and knows which photo a form still waits for. One thread finds; any may say that a photo has come.
/// </summary>
/// <param name="node">The ledger and its blobs.</param>
/// <param name="reader">The reader's key: what it has read before, of the same photos by the same network, is not read again.</param>
/// <param name="model">The network.</param>
internal sealed class UnreadForms(LedgerNode node, KeyName reader, Digest model)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<Digest, List<PhotographedForm>> _missing = [];
    private readonly Queue<PhotographedForm> _ready = new();

    /// <summary>Forms that have all their photos and are not taken yet.</summary>
    public int Ready
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count;
            }
        }
    }

    /// <summary>Looks at what the ledger has had since the last time.</summary>
    public void Find()
    {
        foreach (var form in node.Read((record, _) => Since(record)))
        {
            Sort(form);
        }
    }

    /// <summary>A photo is here now.</summary>
    /// <returns>Whether a form waited for it.</returns>
    public bool Came(Digest photo)
    {
        List<PhotographedForm>? waiting;
        lock (_lock)
        {
            if (!_missing.Remove(photo, out waiting))
            {
                return false;
            }
        }

        waiting.ForEach(Sort);
        return true;
    }

    public bool TryTake([NotNullWhen(true)] out PhotographedForm? form)
    {
        lock (_lock)
        {
            return _ready.TryDequeue(out form);
        }
    }

    private List<PhotographedForm> Since(ElectionRecord record)
    {
        var found = new List<PhotographedForm>();
        if (!record.Keys.TryFind(reader, out var key) || key.IsRevoked || key.Role != Role.Reader)
        {
            // Enrolled later, all of it is still there to be found.
            return found;
        }

        foreach (var contest in record.Contests)
        {
            var photographed = contest.Photographed;
            for (var i = _seen.GetValueOrDefault(contest.Contest.Code); i < photographed.Count; i++)
            {
                var (entry, station) = photographed[i];
                var photos = contest.Papers.Photos(entry);
                if (
                    record.Tree.Station(station).IsWithin(key.Scope)
                    && !photos.Any(record.Withheld.ContainsKey)
                    && !IsRead(contest, station, key.Ordinal, photos)
                )
                {
                    found.Add(new PhotographedForm(contest.Contest.Code, record.Tree.Station(station), photos));
                }
            }

            _seen[contest.Contest.Code] = photographed.Count;
        }

        return found;
    }

    private bool IsRead(ContestRecord contest, int station, int key, IReadOnlyList<Digest> photos) =>
        contest
            .Readings(station)
            .Any(reading =>
                reading.Key == key && reading.Statement.Model == model && reading.Statement.Photos.ToHashSet().SetEquals(photos)
            );

    private void Sort(PhotographedForm form)
    {
        lock (_lock)
        {
            // Looked at under the lock: a photo that comes now is told after it.
            foreach (var photo in form.Photos)
            {
                if (node.Folder.Blobs.Has(photo))
                {
                    continue;
                }

                if (!_missing.TryGetValue(photo, out var waiting))
                {
                    _missing[photo] = waiting = [];
                }

                waiting.Add(form);
                return;
            }

            _ready.Enqueue(form);
        }
    }
}
