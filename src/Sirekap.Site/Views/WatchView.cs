using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Somebody who watches, as a page names them: a body that supervises, or the contestant whose witness it is.</summary>
/// <param name="Signer">Under which key, and when.</param>
/// <param name="Number">The contestant's number on the ballot; null for supervisors and observers.</param>
/// <param name="Name">The contestant's name; null where words have none, or for supervisors and observers.</param>
public sealed record WatcherView(Signer Signer, int? Number, string? Name)
{
    internal static WatcherView Of(RecordAsOf asOf, int index, int key, Contest contest, RegionCode station)
    {
        var signer = Signer.Of(asOf, index, key);
        if (signer.Role != Role.Witness)
        {
            return new WatcherView(signer, null, null);
        }

        var of = Recipient.Of(asOf, asOf.Record.Keys[key].Watcher, contest, station);
        return new WatcherView(signer, of.Number, of.Name);
    }
}

/// <summary>A form was signed by somebody who watches, or they refused to.</summary>
/// <param name="By">Who.</param>
/// <param name="On">Index of the form.</param>
/// <param name="Statement">What they say.</param>
/// <param name="Words">Their words; null where there are none, or they are not to be had.</param>
public sealed record AttestationView(WatcherView By, int On, Attest Statement, string? Words);

/// <summary>A committee's answer.</summary>
/// <param name="Signer">Whose, and when.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Words">Its words; null where there are none, or they are not to be had.</param>
public sealed record AnswerView(Signer Signer, Answer Statement, string? Words);

/// <summary>An objection with its answers.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="By">Who objects.</param>
/// <param name="On">Index of the entry that is objected to; null where nothing had come.</param>
/// <param name="Statement">What is objected.</param>
/// <param name="State">How it stands.</param>
/// <param name="Differences">Figures of what is objected to, and those of the objector's own paper; none where it brings none.</param>
/// <param name="Words">Their words; null where there are none, or they are not to be had.</param>
/// <param name="Photos">Photos of their paper.</param>
/// <param name="Answers">Oldest first.</param>
public sealed record ObjectionView(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    WatcherView By,
    int? On,
    Objection Statement,
    ObjectionState State,
    IReadOnlyList<Difference> Differences,
    string? Words,
    IReadOnlyList<PhotoView> Photos,
    IReadOnlyList<AnswerView> Answers
)
{
    internal static ObjectionView Of(RecordAsOf asOf, SiteViews site, ContestRecord contest, ObjectionCase objection)
    {
        var (said, at) = (objection.Statement, objection.Statement.Station);
        var station = asOf.FindStation(at);
        int? on = said.On is { } id ? asOf.Record.Ids.IndexOf(id) : null;
        var stood = contest.Past.StateAt(station, Math.Min(asOf.Size, objection.Index)).Fields;
        return new ObjectionView(
            asOf.Place(at),
            asOf.Above(at),
            WatcherView.Of(asOf, objection.Index, objection.Key, contest.Contest, at),
            on,
            said,
            objection.State(asOf.Size),
            said.Fields is { } own ? [.. Between(stood, own, contest.PaperOf(station).Ballot)] : [],
            SaidWords.Of(asOf, site, said.Text),
            [.. said.Photos.Select(photo => PhotoView.Of(asOf, site, station, photo))],
            [
                .. objection
                    .Answers.TakeWhile(answer => answer.Index < asOf.Size)
                    .Select(answer => new AnswerView(
                        Signer.Of(asOf, answer.Index, answer.Key),
                        answer.Statement,
                        SaidWords.Of(asOf, site, answer.Statement.Text)
                    )),
            ]
        );
    }

    /// <summary>What the objector's paper says otherwise; what it leaves out is no difference.</summary>
    private static IEnumerable<Difference> Between(FormFields? stood, FormFields own, Ballot ballot) =>
        Elections.Forms.Differences.Between(stood, own, ballot).Where(difference => stood is null || difference.Replaces);
}

/// <summary>What those who watch say of a station's forms in one contest.</summary>
/// <param name="Attestations">Who signed or refused, oldest first.</param>
/// <param name="Objections">What was objected, oldest first.</param>
public sealed record WatchView(IReadOnlyList<AttestationView> Attestations, IReadOnlyList<ObjectionView> Objections)
{
    public bool IsEmpty => Attestations.Count == 0 && Objections.Count == 0;

    internal static WatchView Of(RecordAsOf asOf, SiteViews site, ContestRecord contest, RegionCode station)
    {
        var watching = asOf.Record.Watching;
        var code = contest.Contest.Code;
        return new WatchView(
            [
                .. watching
                    .AttestationsOf(code, station)
                    .TakeWhile(its => its.Index < asOf.Size)
                    .Select(its => new AttestationView(
                        WatcherView.Of(asOf, its.Index, its.Key, contest.Contest, station),
                        asOf.Record.Ids.IndexOf(its.Statement.On),
                        its.Statement,
                        SaidWords.Of(asOf, site, its.Statement.Text)
                    )),
            ],
            [
                .. watching
                    .ObjectionsOf(code, station)
                    .TakeWhile(its => its.Index < asOf.Size)
                    .Select(its => ObjectionView.Of(asOf, site, contest, its)),
            ]
        );
    }
}
