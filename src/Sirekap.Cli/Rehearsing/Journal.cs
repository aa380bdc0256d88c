using Sirekap.Elections;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Simulation.Rehearsals;

namespace Sirekap.Cli.Rehearsing;

/// <summary>A receipt: at which index the server said that an entry stands.</summary>
/// <param name="Index">The index.</param>
/// <param name="Entry">SHA-256 of the bytes that were sent.</param>
/// <param name="What">What it was, for people.</param>
internal sealed record Receipt(long Index, Digest Entry, string What);

/// <summary>
/// What those who send know: what they were answered. It is written from the answers alone and never asks a ledger, so that a ledger can be
/// held against it.
/// </summary>
/// <param name="count">Is told what was acknowledged as new.</param>
internal sealed class Journal(NaiveCount count)
{
    /// <summary>Surprises beyond this are counted only.</summary>
    private const int MostSurprises = 100;

    private readonly List<Receipt> _receipts = [];
    private readonly Dictionary<Digest, long> _firsts = [];
    private readonly HashSet<Digest> _blobs = [];
    private readonly SortedDictionary<(string What, string Trouble, string Outcome), int> _counts = new();
    private readonly List<string> _surprises = [];

    /// <summary>What was acknowledged, in the order in which it was sent.</summary>
    public IReadOnlyList<Receipt> Receipts => _receipts;

    /// <summary>Words and photos that were acknowledged, by the hash under which they are stored.</summary>
    public IReadOnlyCollection<Digest> Blobs => _blobs;

    /// <summary>How often what came to what.</summary>
    public IReadOnlyDictionary<(string What, string Trouble, string Outcome), int> Counts => _counts;

    /// <summary>What was answered otherwise than the rules say; the first of them.</summary>
    public IReadOnlyList<string> Surprises => _surprises;

    /// <summary>How many acts were answered otherwise.</summary>
    public int SurpriseCount { get; private set; }

    /// <summary>What the acknowledged comes to.</summary>
    public NaiveCount Count => count;

    /// <summary>Notes what an act was answered.</summary>
    public void Write(RehearsedAct act, IReadOnlyList<Answer> answers)
    {
        var outcome = Outcome(act, answers);
        if (!IsExpected(act, answers))
        {
            SurpriseCount++;
            if (_surprises.Count < MostSurprises)
            {
                _surprises.Add(
                    $"{act}: expected {act.Expected}{(act.Name is { } name ? $" ({name})" : "")}, answered {string.Join(", ", answers)}"
                );
            }
        }

        var key = (act.What, act.Trouble == Trouble.None ? "" : NameOf(act.Trouble), outcome);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (answers.FirstOrDefault(answer => answer.IsTaken) is { } taken)
        {
            Acknowledge(act, taken);
        }
    }

    private void Acknowledge(RehearsedAct act, Answer taken)
    {
        if (!act.IsStatement)
        {
            if (Digest.TryParse(taken.Id, out var stored))
            {
                _blobs.Add(stored);
            }

            return;
        }

        var id = IdOf(act.Bytes);
        if (_firsts.TryAdd(id, taken.Index))
        {
            _receipts.Add(new Receipt(taken.Index, new Digest(Sha256.Hash(act.Bytes)), act.ToString()));
            if (act.Statement is { } statement)
            {
                count.Take(id, statement);
            }
        }
    }

    private bool IsExpected(RehearsedAct act, IReadOnlyList<Answer> answers)
    {
        if (act.Expected == Expected.Refused)
        {
            return answers.All(answer => !answer.IsTaken && answer.Name == act.Name);
        }

        if (answers.Any(answer => !answer.IsTaken))
        {
            return false;
        }

        var news = answers.Count(answer => answer.IsNew);
        var isNewOnce =
            act.Expected == Expected.StandsAlready || act.Carriage == Carriage.CutAfterwards ? news == 0
            // Whether what was sent before the line broke had been read by then, nobody can know.
            : act.Carriage is Carriage.CutUnderWay or Carriage.Killed || answers.Any(answer => answer.IsAskedAgain) ? news <= 1
            : news == 1;
        return isNewOnce && (act.IsStatement ? IsReceipt(act, answers) : answers.All(answer => answer.Id == act.Stored.ToString()));
    }

    /// <summary>All receipts name the statement and the index where it came to stand first.</summary>
    private bool IsReceipt(RehearsedAct act, IReadOnlyList<Answer> answers)
    {
        var id = IdOf(act.Bytes);
        var index = _firsts.GetValueOrDefault(id, answers[0].Index);
        return answers.All(answer => answer.Index == index && answer.Id == id.ToString());
    }

    private static string Outcome(RehearsedAct act, IReadOnlyList<Answer> answers) =>
        answers.Any(answer => answer.IsNew) ? "accepted"
        : answers.Any(answer => answer.IsTaken) ? (act.Expected == Expected.Stands ? "accepted" : "stood already")
        : $"refused: {answers[0].Name}";

    private static Digest IdOf(byte[] note) => Note.TryParse(note, out var read, out _) ? new Digest(Sha256.Hash(read.Text.Span)) : default;

    /// <summary>How a report names a trouble.</summary>
    public static string NameOf(Trouble trouble) =>
        string.Concat(trouble.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : $"{c}"));
}
