using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Publication;

/// <summary>
/// The result of one contest in one region, as published: sums by class, the regions below, a village's stations with figures, findings and
/// history. Codes and numbers only: names live in the names blob, so that replay and documents need none. A function of the record; the
/// verifier writes it again and compares.
/// </summary>
public static class ResultDocument
{
    /// <summary>
    /// Where the document stands: <c>results/ppwp/0.json</c>, <c>results/ppwp/31.json</c>, deeper ones in a folder a province.
    /// </summary>
    public static string Path(string contest, RegionCode region) =>
        region.Level is Level.Nation or Level.Province
            ? $"results/{contest}/{region}.json"
            : $"results/{contest}/{region.At(Level.Province)}/{region}.json";

    /// <summary>
    /// Writes the document of a region (by its ordinal in the tree), which was there at that size. Any thread, while nothing is applied.
    /// </summary>
    /// <param name="w">Where it is written.</param>
    /// <param name="record">The record.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="region">The region.</param>
    /// <param name="size">Of the first so many entries; all when left out.</param>
    public static ReadOnlySpan<byte> Write(
        CanonicalWriter w,
        ElectionRecord record,
        ContestRecord contest,
        int region,
        long size = long.MaxValue
    )
    {
        var tree = record.Tree;
        var code = tree.Region(region);
        w.Clear();
        w.Raw("{\"election\":"u8).String(record.Head.Election).Raw(",\"kind\":"u8).String(Words.Kinds.Of(record.Definition.Kind));
        w.Raw(record.Structure.Unit == CountingUnit.District ? ",\"unit\":\"district\""u8 : ""u8);
        w.Raw(",\"contest\":"u8).String(contest.Contest.Code).Raw(",\"region\":"u8).Region(code);
        w.Raw(",\"level\":"u8).String(LevelWord(code.Level)).Raw(","u8);
        var changed = contest.Past.ChangedSince(size);
        var totals = contest.Past.TotalsAt(region, region, size, changed);
        w.Sums(totals).Raw(","u8).Counts(totals).Added(record, code);
        w.WithoutAdded(totals, contest.Past.AddedAt(region, region, size));
        if (contest.Plenaries(region).TakeWhile(plenary => plenary.Index < size).ToArray() is { Length: > 0 } plenaries)
        {
            Plenaries(w, record, contest.Tally.BallotOf(region), plenaries);
        }

        ReviewingJson.Dice(w, record, contest.Contest.Code, code, size);
        if (code.Level == Level.Nation)
        {
            Candidates(w, record, contest, size);
        }

        if (code.Level == Level.Village)
        {
            Stations(w, record, contest, tree.StationsOf(region), size);
        }
        else
        {
            Children(w, record, contest, region, size, changed);
        }

        return w.Raw("}\n"u8).Written;
    }

    /// <summary>One station as its village's document has it.</summary>
    public static void Station(CanonicalWriter w, ElectionRecord record, ContestRecord contest, int station, long size = long.MaxValue)
    {
        var state = contest.Past.StateAt(station, size);
        w.Raw("{\"station\":"u8).Region(record.Tree.Station(station));
        w.Added(record, record.Tree.Station(station));
        if (record.Tree.MethodOf(station) is var method && method != VotingMethods.UsualOf(record.Tree.Station(station)))
        {
            w.Raw(",\"method\":"u8).String(VotingMethods.WordOf(method));
        }

        w.Raw(",\"class\":\""u8).Raw(SumsJson.Word(state.Class)).Raw("\""u8);
        if (state.Fields is { } fields)
        {
            w.Raw(",\"entry\":"u8).Number(state.InPlace);
            StatementCodec.WriteFields(w, fields);
            var failing = record.Rules.Checks.Evaluate(fields, contest.PaperOf(station)).Failing;
            if (failing != 0)
            {
                w.Raw(",\"findings\":"u8).Strings(record.Rules.Checks.Codes(failing));
            }

            if (state.Named is var named and not 0)
            {
                w.Raw(",\"named\":"u8).Strings(record.Rules.Checks.Codes(named));
            }

            if (state.IsRead)
            {
                w.Raw(",\"read\":"u8).Number(state.ReadBy);
            }
        }

        var history = contest.History(station);
        w.Raw(",\"history\":["u8);
        for (var i = 0; i < history.Count && history[i].Index < size; i++)
        {
            Event(w.Raw(i == 0 ? ""u8 : ","u8), record, contest, state.InPlace, history[i]);
        }

        w.Raw("]"u8);
        if (contest.Readings(station).TakeWhile(reading => reading.Index < size).ToArray() is { Length: > 0 } readings)
        {
            Readings(w, record, readings);
        }

        WatchingJson.Write(w, record, contest.Contest.Code, record.Tree.Station(station), size);
        HandoversJson.Write(w, record, contest, record.Tree.Station(station), size);
        ReviewingJson.Write(w, record, contest, station, size);
        w.Raw("}"u8);
    }

    /// <summary>
    /// What was read, beside the history. How sure the reader was of each figure stands in the entry, and digit by digit in the evidence.
    /// </summary>
    private static void Readings(CanonicalWriter w, ElectionRecord record, IReadOnlyList<StationReading> readings)
    {
        for (var i = 0; i < readings.Count; i++)
        {
            var (index, key, reading) = readings[i];
            Stamp(w.Raw(i == 0 ? ",\"readings\":[{"u8 : ",{"u8), record, index, key);
            w.Raw(",\"photos\":"u8).Strings([.. reading.Photos.Select(photo => photo.ToString())]);
            w.Raw(",\"layout\":"u8).String(reading.Layout).Raw(",\"model\":"u8).String(reading.Model.ToString());
            w.Raw(",\"outcome\":"u8).String(Words.ReadingOutcomes.Of(reading.Outcome));
            StatementCodec.WriteFields(w, reading.Fields);
            w.Raw(",\"evidence\":"u8).String(reading.Evidence.Sha256.ToString()).Raw("}"u8);
        }

        w.Raw("]"u8);
    }

    private static void Event(CanonicalWriter w, ElectionRecord record, ContestRecord contest, int inPlace, StationEvent e)
    {
        Stamp(w.Raw("{"u8), record, e.Index, e.Key);
        w.Raw(",\"act\":\""u8).Raw(ActWord(e.Kind)).Raw("\",\"class\":\""u8).Raw(SumsJson.Word(e.Class)).Raw("\""u8);
        if (e.Taken is { } taken)
        {
            w.Raw(",\"taken\":"u8).Time(taken);
        }

        var source = contest.SourceOf(e.Index);
        if (source.Dated is { } dated)
        {
            w.Raw(",\"dated\":"u8).Time(dated);
        }

        if (source.Poll != PollKind.Regular)
        {
            w.Raw(",\"poll\":"u8).String(Words.Polls.Of(source.Poll));
        }

        if (e.Fields is not null && e.Index != inPlace)
        {
            // The figures in place stand once, in the station itself.
            StatementCodec.WriteFields(w, e.Fields);
        }

        if (contest.Papers.Photos(e.Index) is { Count: > 0 } photos)
        {
            w.Raw(",\"photos\":"u8).Strings([.. photos.Select(photo => photo.ToString())]);
        }

        if (contest.Papers.Gallery(e.Index) is { Count: > 0 } gallery)
        {
            w.Raw(",\"gallery\":"u8).Places(gallery);
        }

        w.Paper(contest.Papers.Signatures(e.Index));
        if (contest.ReviewAt(e.Index) is { } review)
        {
            w.Raw(",\"on\":"u8).Number(record.Ids.IndexOf(review.On)).Raw(",\"reason\":"u8).String(Words.ReviewReasons.Of(review.Reason));
            if (review.Checks.Count > 0)
            {
                w.Raw(",\"checks\":"u8).Strings(review.Checks);
            }

            if (review.Text is { } text)
            {
                w.Raw(",\"text\":"u8).String(text.Sha256.ToString());
            }
        }

        if (e.Kind is EventKind.Transcribe or EventKind.Match)
        {
            PaperJson.Write(w, contest.PaperRead(e.Index));
        }

        w.Raw("}"u8);
    }

    private static void Plenaries(CanonicalWriter w, ElectionRecord record, Ballot ballot, IReadOnlyList<Plenary> plenaries)
    {
        w.Raw(",\"plenaries\":["u8);
        for (var i = 0; i < plenaries.Count; i++)
        {
            var plenary = plenaries[i];
            Stamp(w.Raw(i == 0 ? "{"u8 : ",{"u8), record, plenary.Index, plenary.Key);
            w.Raw(",\"stations\":"u8).Number(plenary.Stations);
            StatementCodec.WriteFields(w, plenary.Certified);
            w.Raw(",\"own\":{\"stations\":"u8).Number(plenary.OwnStations);
            StatementCodec.WriteFields(w, plenary.Own);
            w.Raw("}"u8);
            if (record.Rules.Checks.Evaluate(plenary.Certified, ballot) is var failing and not 0)
            {
                w.Raw(",\"findings\":"u8).Strings(record.Rules.Checks.Codes(failing));
            }

            w.Raw(plenary.VotesAgree ? ",\"votesAgree\":true"u8 : ",\"votesAgree\":false"u8);
            w.Raw(plenary.Agrees ? ",\"agrees\":true}"u8 : ",\"agrees\":false}"u8);
        }

        w.Raw("]"u8);
    }

    /// <summary>What replaced the definition's word on choices, oldest first; nothing where nothing did.</summary>
    private static void Candidates(CanonicalWriter w, ElectionRecord record, ContestRecord contest, long size)
    {
        var first = true;
        foreach (var said in record.Candidacies.Where(said => said.Statement.Contest == contest.Contest.Code && said.Index < size))
        {
            var (_, district, choice, status, ground, since, person) = said.Statement;
            w.Raw(first ? ",\"candidates\":[{\"index\":"u8 : ",{\"index\":"u8).Number(said.Index);
            w.Raw(",\"time\":"u8).Time(record.Times.At(said.Index)!.Value).Raw(",\"proposed\":"u8).Number(said.Proposal.Index);
            w.Raw(",\"district\":"u8).String(district).Raw(",\"choice\":"u8).Choice(choice);
            w.Raw(",\"status\":"u8).String(Words.CandidateStatuses.Of(status));
            w.Raw(",\"ground\":"u8).String(Words.CandidateGrounds.Of(ground)).Raw(",\"since\":"u8).Time(since);
            if (person is not null)
            {
                w.Raw(",\"person\":"u8).String(person.Sha256.ToString());
            }

            w.Raw("}"u8);
            first = false;
        }

        w.Raw(first ? ""u8 : "]"u8);
    }

    /// <summary>By which entry a place was added; nothing where it was there from the beginning.</summary>
    private static CanonicalWriter Added(this CanonicalWriter w, ElectionRecord record, RegionCode place) =>
        record.Additions.Of(place) is { } addition ? w.Raw(",\"added\":"u8).Number(addition.Index) : w;

    private static void Children(
        CanonicalWriter w,
        ElectionRecord record,
        ContestRecord contest,
        int region,
        long size,
        ReadOnlySpan<int> changed
    )
    {
        w.Raw(",\"regions\":["u8);
        var first = true;
        var tree = record.Tree;
        foreach (var child in tree.Children(region).Where(child => record.Additions.WasThere(tree.Region(child), size)))
        {
            w.Raw(first ? "{\"region\":"u8 : ",{\"region\":"u8)
                .Region(tree.Region(child))
                .Raw(","u8)
                .Sums(contest.Past.TotalsAt(child, region, size, changed))
                .Raw("}"u8);
            first = false;
        }

        w.Raw("]"u8);
    }

    private static void Stations(CanonicalWriter w, ElectionRecord record, ContestRecord contest, StationRange stations, long size)
    {
        w.Raw(",\"list\":["u8);
        var first = true;
        for (var station = stations.First; station < stations.End; station++)
        {
            if (record.Additions.WasThere(record.Tree.Station(station), size))
            {
                Station(w.Raw(first ? ""u8 : ","u8), record, contest, station, size);
                first = false;
            }
        }

        w.Raw("]"u8);
    }

    /// <summary>Where an entry stands, when it came and by whose key.</summary>
    internal static void Stamp(CanonicalWriter w, ElectionRecord record, int index, int key)
    {
        w.Raw("\"index\":"u8)
            .Number(index)
            .Raw(",\"time\":"u8)
            .Time(record.Times.At(index)!.Value)
            .Raw(",\"key\":"u8)
            .Key(record.Keys[key].Name);
    }

    private static string LevelWord(Level level) =>
        level switch
        {
            Level.Nation => "nation",
            Level.Province => "province",
            Level.Regency => "regency",
            Level.District => "district",
            _ => "village",
        };

    private static ReadOnlySpan<byte> ActWord(EventKind kind) =>
        kind switch
        {
            EventKind.Form => "form"u8,
            EventKind.Repeat => "repeat"u8,
            EventKind.Accept => "accept"u8,
            EventKind.Correct => "correct"u8,
            EventKind.Hold => "hold"u8,
            EventKind.Settle => "settle"u8,
            EventKind.Confirm => "confirm"u8,
            EventKind.Transcribe => "transcribe"u8,
            EventKind.Match => "match"u8,
            EventKind.Late => "late"u8,
            _ => "withdraw"u8,
        };
}
