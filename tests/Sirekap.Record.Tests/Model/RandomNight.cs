using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Model;

/// <summary>
/// A valid night: for every station a few statements that build on one another and on no other station's, with the naive stations that they
/// make. They can be told in any order that keeps each station's own.
/// </summary>
internal sealed class RandomNight(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Tells the night into a ledger, stations mixed; returns what the stations must be.</summary>
    public NaiveStation[] TellInto(MadeLedger ledger)
    {
        var stories = Stories(ledger);
        return Tell(ledger, stories, seed);
    }

    /// <summary>Each station's entries in their order, signed by officers who are enrolled in this ledger on the way.</summary>
    public IReadOnlyList<(string Station, IReadOnlyList<(Statement Said, byte[] Entry)> Entries)> Stories(MadeLedger ledger) =>
        [.. NaiveComparison.Stations(ledger.Record.Tree).Select(code => (code.ToString(), Story(ledger, code.ToString())))];

    /// <summary>Tells stories in an order that this seed chooses.</summary>
    public static NaiveStation[] Tell(
        MadeLedger ledger,
        IReadOnlyList<(string Station, IReadOnlyList<(Statement Said, byte[] Entry)> Entries)> stories,
        int order
    )
    {
        var random = new Random(order);
        var models = stories.Select(story => new NaiveStation(Elections.Regions.RegionCode.Parse(story.Station))).ToArray();
        var told = new int[stories.Count];
        var open = Enumerable.Range(0, stories.Count).Where(i => stories[i].Entries.Count > 0).ToList();
        while (open.Count > 0)
        {
            var i = open[random.Next(open.Count)];
            var (said, entry) = stories[i].Entries[told[i]++];
            ledger.Say(entry).ShouldBeNull();
            models[i].Add(ledger.Record.Count - 1, ledger.Record.Ids[ledger.Record.Count - 1], said);
            if (told[i] == stories[i].Entries.Count)
            {
                open.Remove(i);
            }
        }

        return models;
    }

    private List<(Statement Said, byte[] Entry)> Story(MadeLedger ledger, string station)
    {
        var story = new List<(Statement Said, byte[] Entry)>();
        var model = new NaiveStation(Elections.Regions.RegionCode.Parse(station));
        for (var i = _random.Next(9); i > 0; i--)
        {
            var state = model.At();
            Statement? said =
                _random.Next(8) == 0 ? Read(station, model)
                : state.InPlace is null || _random.Next(2) == 0 ? ledger.Form(station, Figures(), story.Count)
                : Review(station, model, _random.GetItems([state.InPlace, .. state.Waiting], 1)[0]);
            if (said is null || (said is Review review && model.Refuses(review) is not null))
            {
                continue;
            }

            var committee = station[..(said is Transcription ? 6 : 2 + (2 * _random.Next(3)))];
            var signer = ledger.Officer(said is Form ? station : committee);
            var entry = Signing.Entry(ledger.Head, said, signer);
            var id = ledger.Record.Read(entry, out _)!.Id;
            if (!model.Ids.Contains(id))
            {
                story.Add((said, entry));
                model.Add(story.Count, id, said);
            }
        }

        return story;
    }

    /// <summary>A plenary reads the paper: what is in place, or other figures; over what was read last, or what is in place.</summary>
    private Transcription? Read(string station, NaiveStation model)
    {
        var state = model.At();
        var fields = state.InPlace is { } inPlace && _random.Next(2) == 0 ? inPlace.Fields : Figures();
        var differs = state.InPlace is not null && !state.InPlace.Fields.Equals(fields);
        return NaiveStation.IsComplete(fields)
            ? MadeLedger.Transcribe(station, state.ReadBy ?? state.InPlace?.Id, fields, differs, [.. model.Failing(fields)])
            : null;
    }

    private Review Review(string station, NaiveStation model, NaiveStation.Candidate on)
    {
        var act = (ReviewAct)_random.Next(3);
        var fields = act == ReviewAct.Correct ? Figures() : null;
        var checks = act == ReviewAct.Hold ? [] : model.Failing(fields ?? on.Fields);
        return MadeLedger.Review(station, on.Id, act, fields, [.. checks]);
    }

    private FormFields Figures()
    {
        int[] votes = [_random.Next(200), _random.Next(200), _random.Next(200)];
        return _random.Next(6) switch
        {
            0 => MadeElection.Broken(votes),
            1 => MadeElection.Bare(votes),
            2 => MadeElection.Figures([votes[0], FormFields.Missing, votes[2]], 100, 2, 102, 102),
            _ => MadeElection.Sound(votes),
        };
    }
}
