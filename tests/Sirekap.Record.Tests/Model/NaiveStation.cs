using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Model;

/// <summary>What the model expects a line of a station's history to be.</summary>
internal sealed record NaiveEvent(int Index, EventKind Kind, StationClass Class, FormFields? Fields);

/// <summary>
/// A station as docs/ledger-format.md section 4 has it, written the plainest way: the list of what was said, and everything else worked out
/// from the whole list whenever it is asked for; an opened seal stands for the figures that it settles. It shares no code
/// with the record, and does the checks on its own.
/// </summary>
internal sealed class NaiveStation(RegionCode code)
{
    private readonly List<(int Index, Digest Id, Statement Said)> _said = [];

    public RegionCode Code { get; } = code;

    /// <summary>Identities of all that was ever said here.</summary>
    public IEnumerable<Digest> Ids => _said.Select(said => said.Id);

    public void Add(int index, Digest id, Statement said) => _said.Add((index, id, said));

    /// <summary>The state after the first so many statements; all when left out.</summary>
    public State At(int? count = null)
    {
        var state = new State();
        foreach (var (index, id, said) in _said.Take(count ?? _said.Count))
        {
            state = After(state, index, id, said);
        }

        return state;
    }

    /// <summary>The state before the entry of an index.</summary>
    public State Before(int index) => At(_said.Count(said => said.Index < index));

    /// <summary>The history: each statement with the class that the station had right after it.</summary>
    public IEnumerable<NaiveEvent> History() =>
        _said.Select(
            (said, i) =>
            {
                var (before, after) = (At(i), At(i + 1));
                return said.Said switch
                {
                    Form form when before.InPlace?.Fields.Equals(form.Fields) == true => new NaiveEvent(
                        said.Index,
                        EventKind.Repeat,
                        Class(after),
                        Fields: null
                    ),
                    Form form => new NaiveEvent(
                        said.Index,
                        before.ReadBy is null ? EventKind.Form : EventKind.Late,
                        Class(after),
                        form.Fields
                    ),
                    Transcription read => before.InPlace?.Fields.Equals(read.Fields) == true
                        ? new NaiveEvent(said.Index, EventKind.Match, Class(after), Fields: null)
                        : new NaiveEvent(said.Index, EventKind.Transcribe, Class(after), read.Fields),
                    Review { Act: ReviewAct.Accept } => new NaiveEvent(said.Index, EventKind.Accept, Class(after), Fields: null),
                    Review { Act: ReviewAct.Correct } review => new NaiveEvent(said.Index, EventKind.Correct, Class(after), review.Fields),
                    Review => new NaiveEvent(said.Index, EventKind.Hold, Class(after), Fields: null),
                    Unseal opened => before.InPlace!.Fields.Equals(opened.Fields)
                        ? new NaiveEvent(said.Index, EventKind.Confirm, Class(after), Fields: null)
                        : new NaiveEvent(said.Index, EventKind.Settle, Class(after), opened.Fields),
                    _ => new NaiveEvent(said.Index, EventKind.Withdraw, Class(after), Fields: null),
                };
            }
        );

    /// <summary>What a review is refused for; null when it is accepted.</summary>
    public RejectionCode? Refuses(Review review)
    {
        var state = At();
        if (state.InPlace is not { } inPlace)
        {
            return RejectionCode.NoForm;
        }

        if (state.ReadBy is not null)
        {
            return RejectionCode.PlenaryRead;
        }

        var on = new[] { inPlace }
            .Concat(review.Act == ReviewAct.Hold ? [] : state.Waiting)
            .FirstOrDefault(candidate => candidate.Id == review.On);
        if (on is null)
        {
            return RejectionCode.Stale;
        }

        if (review.Act == ReviewAct.Hold)
        {
            return review.Checks.Count == 0 ? null : RejectionCode.ChecksNotNamed;
        }

        var fields = review.Fields ?? on.Fields;
        return review.Act == ReviewAct.Accept && !IsComplete(fields) ? RejectionCode.FiguresMissing
            : Failing(fields).SequenceEqual(review.Checks) ? null
            : RejectionCode.ChecksNotNamed;
    }

    public StationClass Class(State state) =>
        state.InPlace is not { } inPlace ? StationClass.None
        : state.Held || state.Waiting.Count > 0 || Failing(inPlace.Fields).Except(state.Named).Any() ? StationClass.UnderReview
        : IsComplete(inPlace.Fields) ? StationClass.Accepted
        : StationClass.Unchecked;

    /// <summary>The holding checks that figures fail (section 5), in catalogue order.</summary>
    public IReadOnlyList<string> Failing(FormFields f)
    {
        var votes = f.Votes.ToArray();
        var given = votes.Where(v => v >= 0).Sum(v => (long)v);
        var codes = new List<string>();
        void Add(string name, bool fails) => codes.AddRange(fails ? [name] : []);
        Add("VALID_SUM", votes.All(v => v >= 0) && f[Field.Valid] is { } valid && valid != given);
        Add("VOTES_SUM", f[Field.Valid] + f[Field.Invalid] is { } sum && f[Field.AllVotes] is { } all && all != sum);
        Add("CHOICE_MISSING", votes.Any(v => v < 0));
        Add("TURNOUT_VOTES", f[Field.Voters] is { } turnout && f[Field.AllVotes] is { } allVotes && turnout != allVotes);
        Add("VOTES_OVER_BALLOTS", f[Field.AllVotes] > f[Field.BallotsReceived]);
        Add("VOTES_OVER_LAW", !Code.ToString().StartsWith("99", StringComparison.Ordinal) && Math.Max(given, f[Field.AllVotes] ?? 0) > 500);
        return codes;
    }

    /// <summary>Whether every figure is given without which a station is not accepted.</summary>
    public static bool IsComplete(FormFields f) =>
        f.Votes.ToArray().All(v => v >= 0)
        && new[] { Field.Valid, Field.Invalid, Field.AllVotes, Field.Voters }.All(field => f[field] is not null);

    private State After(State state, int index, Digest id, Statement said)
    {
        switch (said)
        {
            case Form form when state.InPlace is null || Copied:
                return new State { InPlace = new Candidate(index, id, form.Fields) };
            case Form form when state.InPlace.Fields.Equals(form.Fields):
                return state;
            case Form when state.ReadBy is not null:
                return state;
            case Transcription read when state.InPlace?.Fields.Equals(read.Fields) == true:
                return new State
                {
                    InPlace = state.InPlace,
                    Named = Failing(read.Fields),
                    ReadBy = id,
                };
            case Transcription read:
                return new State
                {
                    InPlace = new Candidate(index, id, read.Fields),
                    Named = Failing(read.Fields),
                    ReadBy = id,
                };
            case Form form:
                return state with { Waiting = [.. state.Waiting, new Candidate(index, id, form.Fields)] };
            case Review { Act: ReviewAct.Hold }:
                return state with { Held = true };
            case Review { Act: ReviewAct.Correct } review:
                return new State { InPlace = new Candidate(index, id, review.Fields!), Named = Failing(review.Fields!) };
            case Unseal opened when state.InPlace!.Fields.Equals(opened.Fields):
                return state with { Waiting = [] };
            case Unseal opened:
                return new State { InPlace = new Candidate(index, id, opened.Fields), Held = state.Held };
            case Review review:
                var on = state.Waiting.Prepend(state.InPlace!).First(candidate => candidate.Id == review.On);
                return new State { InPlace = on, Named = Failing(on.Fields) };
            default:
                return new State();
        }
    }

    /// <summary>Whether this is a copy of somebody else's feed.</summary>
    public bool Copied { get; init; }

    internal sealed record Candidate(int Index, Digest Id, FormFields Fields);

    internal sealed record State
    {
        public Candidate? InPlace { get; init; }

        public IReadOnlyList<Candidate> Waiting { get; init; } = [];

        public bool Held { get; init; }

        public IReadOnlyList<string> Named { get; init; } = [];

        public Digest? ReadBy { get; init; }
    }
}
